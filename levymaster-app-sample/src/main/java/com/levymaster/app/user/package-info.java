/** Users, and base classes that record who changed an entity and when. */
@NullMarked
package com.levymaster.app.user;

import org.jspecify.annotations.NullMarked;
