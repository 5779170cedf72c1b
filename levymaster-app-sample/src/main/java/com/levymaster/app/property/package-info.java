/** Properties, their assessed values, and their tax. */
@NullMarked
package com.levymaster.app.property;

import org.jspecify.annotations.NullMarked;
