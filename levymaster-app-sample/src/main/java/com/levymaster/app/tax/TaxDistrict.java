package com.levymaster.app.tax;

import com.levymaster.app.user.AuditedYearly;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** A taxing authority in one year: a city, a school district, a fire district. */
@Entity
@Table(
        name = "tax_district",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uix_district_code_year",
                        columnNames = {"district_code", "year"}),
        indexes = @Index(name = "ix_tax_district_year", columnList = "year"))
public class TaxDistrict extends AuditedYearly {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false, length = 128)
    private String districtName;

    @Column(nullable = false, length = 16)
    private String districtCode;

    @Column(length = 64)
    private @Nullable String districtType;

    @Column(length = 64)
    private @Nullable String county;

    @Column(length = 2)
    private @Nullable String state;

    @Column(columnDefinition = "text")
    private @Nullable String description;

    private @Nullable Boolean isActive = true;

    @Column(length = 128)
    private @Nullable String contactName;

    @Column(length = 128)
    private @Nullable String contactEmail;

    @Column(length = 20)
    private @Nullable String contactPhone;

    private @Nullable Double statutoryLimit;

    private @Nullable Integer taxDistrictId;

    @Column(length = 16)
    private @Nullable String levyCode;

    @Column(length = 16)
    private @Nullable String linkedLevyCode;

    protected TaxDistrict() {}

    public TaxDistrict(int year, String districtCode, String districtName) {
        super(year);
        this.districtCode = districtCode;
        this.districtName = districtName;
    }

    TaxDistrict(TaxDistrictDetails details) {
        super(details.year());
        change(details);
    }

    /** Updates all fields except the year: a district of another year is a different entity. */
    final void change(TaxDistrictDetails details) {
        districtCode = details.districtCode();
        districtName = details.districtName();
        districtType = details.districtType();
        county = details.county();
        state = details.state();
        statutoryLimit = details.statutoryLimit();
        isActive = details.active();
    }

    /** Updates the fields that the assessor's file contains. */
    public void identify(int taxDistrictId, String levyCode, @Nullable String linkedLevyCode) {
        this.taxDistrictId = taxDistrictId;
        this.levyCode = levyCode;
        this.linkedLevyCode = linkedLevyCode;
    }

    public @Nullable Integer getId() {
        return id;
    }

    public String getDistrictCode() {
        return districtCode;
    }

    public String getDistrictName() {
        return districtName;
    }

    public @Nullable String getDistrictType() {
        return districtType;
    }

    public @Nullable String getCounty() {
        return county;
    }

    public @Nullable String getState() {
        return state;
    }

    public @Nullable Double getStatutoryLimit() {
        return statutoryLimit;
    }

    public @Nullable Boolean isActive() {
        return isActive;
    }

    public @Nullable Integer getTaxDistrictId() {
        return taxDistrictId;
    }

    public @Nullable String getLevyCode() {
        return levyCode;
    }

    public @Nullable String getLinkedLevyCode() {
        return linkedLevyCode;
    }
}
