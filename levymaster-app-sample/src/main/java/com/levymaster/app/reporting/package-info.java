/** Reports, their schedules, and files that leave the application. */
@NullMarked
package com.levymaster.app.reporting;

import org.jspecify.annotations.NullMarked;
