package com.example.courier;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Of a library that is neither Boot's nor this one. */
@AutoConfiguration
public class CourierAutoConfiguration {}
