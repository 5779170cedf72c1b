/** Reference data: settings and glossary. */
@NullMarked
package com.levymaster.app.reference;

import org.jspecify.annotations.NullMarked;
