package com.levymaster.migrate.cli.command;

import java.util.concurrent.Callable;

/** A command that is executed before the application starts. */
public interface StandaloneCommand extends Callable<Integer> {

    /** @return the exit code */
    @Override
    Integer call();
}
