package com.levymaster.migrate.bench.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The entity. */
@Entity
class Parcel {

    @Id
    long id;
}
