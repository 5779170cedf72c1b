package com.levymaster.app.levy;

import com.levymaster.app.tax.TaxCode;
import com.levymaster.app.tax.TaxDistrict;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A manual override of a calculated value, with its approval. */
@Entity
@Table(
        name = "levy_override_log",
        indexes = {
            @Index(name = "idx_override_approval_status", columnList = "requires_approval, approved"),
            @Index(name = "idx_override_district_year", columnList = "tax_district_id, year"),
            @Index(name = "idx_override_user_field", columnList = "user_id, field_name"),
            @Index(name = "ix_levy_override_log_tax_code_id", columnList = "tax_code_id"),
            @Index(name = "ix_levy_override_log_tax_district_id", columnList = "tax_district_id"),
            @Index(name = "ix_levy_override_log_timestamp", columnList = "timestamp"),
            @Index(name = "ix_levy_override_log_user_id", columnList = "user_id"),
            @Index(name = "ix_levy_override_log_year", columnList = "year")
        })
public class LevyOverrideLog {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private User user;

    @Column(nullable = false, columnDefinition = "timestamp")
    private LocalDateTime timestamp = LocalDateTime.now(ZoneOffset.UTC);

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable TaxDistrict taxDistrict;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable TaxCode taxCode;

    @Column(nullable = false)
    private Integer year;

    @Column(nullable = false, length = 64)
    private String fieldName;

    @Column(nullable = false)
    private Double originalValue;

    @Column(nullable = false)
    private Double overrideValue;

    private @Nullable Double percentChange;

    @Column(columnDefinition = "text")
    private @Nullable String justification;

    private @Nullable Boolean requiresApproval = false;

    private @Nullable Boolean approved;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable User approver;

    @Column(columnDefinition = "timestamp")
    private @Nullable LocalDateTime approvalTimestamp;

    @Column(columnDefinition = "text")
    private @Nullable String approvalNotes;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "json")
    private @Nullable Map<String, Object> calculationParams;
}
