/** Reports, their schedules, and exported files. */
@NullMarked
package com.levymaster.app.reporting;

import org.jspecify.annotations.NullMarked;
