@NullMarked
package com.levymaster.app;

import org.jspecify.annotations.NullMarked;
