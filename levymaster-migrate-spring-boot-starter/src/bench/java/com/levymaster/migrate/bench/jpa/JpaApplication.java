package com.levymaster.migrate.bench.jpa;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The least that has an entity. */
@SpringBootApplication
public class JpaApplication {}
