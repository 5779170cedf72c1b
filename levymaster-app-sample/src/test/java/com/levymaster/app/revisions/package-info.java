@NullMarked
package com.levymaster.app.revisions;

import org.jspecify.annotations.NullMarked;
