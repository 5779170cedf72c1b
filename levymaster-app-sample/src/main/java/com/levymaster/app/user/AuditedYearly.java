package com.levymaster.app.user;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

/** Base class of entities that belong to one tax year: the county assesses and levies each year. */
@MappedSuperclass
public abstract class AuditedYearly extends Audited {

    @Column(nullable = false)
    private Integer year;

    protected AuditedYearly() {}

    protected AuditedYearly(int year) {
        this.year = year;
    }

    public int getYear() {
        return year;
    }
}
