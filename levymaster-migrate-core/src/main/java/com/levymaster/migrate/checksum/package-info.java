/** Checksums of applied revisions, and their comparison with the revisions of the application. */
@NullMarked
package com.levymaster.migrate.checksum;

import org.jspecify.annotations.NullMarked;
