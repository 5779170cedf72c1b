/** Entities that use every way to map there is. */
package com.levymaster.migrate.hibernate.model;
