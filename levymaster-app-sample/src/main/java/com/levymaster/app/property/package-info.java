/** Properties as the county assessed them, and the tax that each owes. */
@NullMarked
package com.levymaster.app.property;

import org.jspecify.annotations.NullMarked;
