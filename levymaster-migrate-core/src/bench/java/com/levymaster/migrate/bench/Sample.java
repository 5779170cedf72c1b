package com.levymaster.migrate.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What doing something once has cost.
 *
 * @param wall in nanoseconds
 * @param cpu of the whole client process, in nanoseconds
 * @param allocated by the thread that did it, in bytes
 * @param classes loaded meanwhile
 */
public record Sample(long wall, long cpu, long allocated, long classes) {

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    static Sample of(Work work) throws Exception {
        System.gc();
        Sample before = now();
        work.run();
        return now().minus(before);
    }

    /** Since the process began, except for the wall, which has no such beginning. */
    static Sample now() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Sample(
                System.nanoTime(),
                system.getProcessCpuTime(),
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()),
                ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    }

    private Sample minus(Sample before) {
        return new Sample(
                wall - before.wall, cpu - before.cpu, allocated - before.allocated, classes - before.classes);
    }

    Sample dividedBy(int times) {
        return new Sample(wall / times, cpu / times, allocated / times, classes / times);
    }
}
