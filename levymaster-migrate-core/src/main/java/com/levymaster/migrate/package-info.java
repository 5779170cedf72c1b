/** Types that a migration imports: {@link Migration}, {@link Revision} and the column {@link Types}. */
@NullMarked
package com.levymaster.migrate;

import org.jspecify.annotations.NullMarked;
