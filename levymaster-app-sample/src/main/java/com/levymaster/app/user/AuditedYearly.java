package com.levymaster.app.user;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

/** What also belongs to one tax year: the county assesses and levies anew each year. */
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
