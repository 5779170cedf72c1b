/** The history of {@link com.levymaster.migrate.autoconfigure.app.NoteApplication}. */
@NullMarked
package com.levymaster.migrate.autoconfigure.app.revisions;

import org.jspecify.annotations.NullMarked;
