/** A library of somebody else. */
@NullMarked
package com.example.courier;

import org.jspecify.annotations.NullMarked;
