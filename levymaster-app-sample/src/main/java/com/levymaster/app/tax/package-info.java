/** Tax districts and tax codes: who levies, and where. */
@NullMarked
package com.levymaster.app.tax;

import org.jspecify.annotations.NullMarked;
