@NullMarked
package com.levymaster.migrate.render;

import org.jspecify.annotations.NullMarked;
