package com.levymaster.app.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A user of LevyMaster. */
@Entity
@Table(
        name = "\"user\"",
        uniqueConstraints = @UniqueConstraint(name = "user_email_key", columnNames = "email"),
        indexes = @Index(name = "ix_user_username", columnList = "username", unique = true))
public class User extends Timestamped {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false, length = 64)
    private String username;

    @Column(nullable = false, length = 120)
    private String email;

    @Column(nullable = false, length = 256)
    private String passwordHash;

    @Column(length = 64)
    private @Nullable String firstName;

    @Column(length = 64)
    private @Nullable String lastName;

    private @Nullable Boolean isActive = true;

    private @Nullable Boolean isAdmin = false;

    @Column(columnDefinition = "timestamp")
    private @Nullable LocalDateTime lastLogin;
}
