@NullMarked
package com.levymaster.migrate.hibernate;

import org.jspecify.annotations.NullMarked;
