@NullMarked
package com.levymaster.app.levy;

import org.jspecify.annotations.NullMarked;
