package com.levymaster.app.reference;

import com.levymaster.app.user.Audited;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** A term of property taxation, explained. */
@Entity
@Table(
        name = "glossary_term",
        uniqueConstraints = @UniqueConstraint(name = "glossary_term_term_key", columnNames = "term"))
public class GlossaryTerm extends Audited {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false, length = 128)
    private String term;

    @Column(nullable = false, columnDefinition = "text")
    private String definition;

    @Column(columnDefinition = "text")
    private @Nullable String example;

    @Column(columnDefinition = "text")
    private @Nullable String relatedTerms;

    @Column(length = 64)
    private @Nullable String category;

    @Column(length = 256)
    private @Nullable String source;
}
