/** Who works with LevyMaster, and the marks of who changed what and when. */
@NullMarked
package com.levymaster.app.user;

import org.jspecify.annotations.NullMarked;
