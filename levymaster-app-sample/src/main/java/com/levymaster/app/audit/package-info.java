/** Audit logs: changes, calls and findings, with user and time. */
@NullMarked
package com.levymaster.app.audit;

import org.jspecify.annotations.NullMarked;
