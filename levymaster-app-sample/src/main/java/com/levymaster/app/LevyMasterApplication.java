package com.levymaster.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class LevyMasterApplication {

    public static void main(String[] args) {
        SpringApplication.run(LevyMasterApplication.class, args);
    }
}
