package com.levymaster.migrate.cli.kind.host;

import com.levymaster.migrate.cli.kind.Kinds;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;

@EnableAutoConfiguration
@EntityScan(basePackageClasses = Kinds.class)
public class HostApplication {}
