package com.levymaster.app.reference;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One setting of the application, by key. */
@Entity
@Table(name = "system_setting", indexes = @Index(name = "ix_system_setting_key", columnList = "key", unique = true))
public class SystemSetting {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false, length = 64)
    private String key;

    @Column(nullable = false, length = 256)
    private String value;

    @Column(columnDefinition = "text")
    private @Nullable String description;
}
