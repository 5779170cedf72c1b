package com.levymaster.migrate.cli.minimal.none;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

@EnableAutoConfiguration
public class Empty {}
