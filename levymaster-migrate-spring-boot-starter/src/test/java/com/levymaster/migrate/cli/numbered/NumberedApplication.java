package com.levymaster.migrate.cli.numbered;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application with one entity, whose keys come from a sequence. */
@EnableAutoConfiguration
public class NumberedApplication {}
