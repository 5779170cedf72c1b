package com.levymaster.migrate.autoconfigure.many.shop;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;

/** Its revisions are in the packages below. */
@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
public class ShopApplication {}
