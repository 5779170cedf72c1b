package com.levymaster.app.audit;

import com.levymaster.app.tax.TaxCode;
import com.levymaster.app.tax.TaxDistrict;
import com.levymaster.app.user.Timestamped;
import com.levymaster.app.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An audit of the levies of a tax district or a tax code. */
@Entity
@Table(
        name = "levy_audit_record",
        indexes = {
            @Index(name = "idx_audit_district_year", columnList = "tax_district_id, year"),
            @Index(name = "idx_audit_type_status", columnList = "audit_type, status"),
            @Index(name = "idx_audit_user_district", columnList = "user_id, tax_district_id"),
            @Index(name = "ix_levy_audit_record_audit_type", columnList = "audit_type"),
            @Index(name = "ix_levy_audit_record_tax_code_id", columnList = "tax_code_id"),
            @Index(name = "ix_levy_audit_record_tax_district_id", columnList = "tax_district_id"),
            @Index(name = "ix_levy_audit_record_user_id", columnList = "user_id"),
            @Index(name = "ix_levy_audit_record_year", columnList = "year")
        })
public class LevyAuditRecord extends Timestamped {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private User user;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable TaxDistrict taxDistrict;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable TaxCode taxCode;

    private @Nullable Integer year;

    @Column(nullable = false, length = 32)
    private String auditType;

    private @Nullable Boolean fullAudit = false;

    private @Nullable Double complianceScore;

    @Column(columnDefinition = "text")
    private @Nullable String query;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> results;

    @Column(nullable = false, length = 32)
    private String status = "PENDING";

    @Column(columnDefinition = "text")
    private @Nullable String errorDetails;
}
