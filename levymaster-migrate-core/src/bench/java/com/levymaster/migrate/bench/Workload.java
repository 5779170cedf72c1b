package com.levymaster.migrate.bench;

/** Something to be done, and what is hoped of it. A new one is added to the list in {@link Bench}. */
interface Workload {

    /** Such as {@code W1}. */
    String id();

    Section run(Lab lab) throws Exception;
}
