package com.levymaster.app.audit;

import com.levymaster.app.tax.TaxDistrict;
import com.levymaster.app.user.AuditedYearly;
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
import org.jspecify.annotations.Nullable;

/** A violation of a rule by a tax district in one year, until it is resolved. */
@Entity
@Table(name = "compliance_issue", indexes = @Index(name = "ix_compliance_issue_year", columnList = "year"))
public class ComplianceIssue extends AuditedYearly {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(nullable = false)
    private TaxDistrict taxDistrict;

    @Column(nullable = false, length = 64)
    private String issueType;

    @Column(nullable = false, length = 32)
    private String severity;

    @Column(nullable = false, columnDefinition = "text")
    private String description;

    private @Nullable Double impactAmount;

    @Column(length = 32)
    private @Nullable String resolutionStatus = "OPEN";

    @Column(columnDefinition = "text")
    private @Nullable String resolutionNotes;

    @Column(columnDefinition = "timestamp")
    private @Nullable LocalDateTime resolvedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "resolved_by_id")
    private @Nullable User resolvedBy;
}
