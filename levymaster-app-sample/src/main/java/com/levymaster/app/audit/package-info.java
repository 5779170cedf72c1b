/** What was done, found and checked, by whom and when. */
@NullMarked
package com.levymaster.app.audit;

import org.jspecify.annotations.NullMarked;
