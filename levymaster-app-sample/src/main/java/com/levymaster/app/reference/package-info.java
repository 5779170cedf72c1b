/** What the application looks up by name: its settings and its glossary. */
@NullMarked
package com.levymaster.app.reference;

import org.jspecify.annotations.NullMarked;
