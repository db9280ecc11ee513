package io.sockee.metrics;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.OptionalDouble;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The basics of the Java process. All of it is there already, and is only read. */
final class JavaMetrics {
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private JavaMetrics() {}

    static void write(Exposition to) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        to.gauge("sockee_jvm_heap_used_bytes", "Heap in use, garbage included").is(heap.getUsed());
        to.gauge("sockee_jvm_heap_committed_bytes", "Heap that the process has").is(heap.getCommitted());
        if (heap.getMax() > 0) {
            to.gauge("sockee_jvm_heap_max_bytes", "Heap that the process may have")
                    .is(heap.getMax());
        }
        to.gauge("sockee_jvm_direct_buffers_bytes", "Memory of direct buffers, outside of the heap")
                .is(ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum());
        to.gauge("sockee_jvm_threads", "Threads of the process")
                .is(ManagementFactory.getThreadMXBean().getThreadCount());
        to.counter("sockee_jvm_gc_seconds_total", "Time in which garbage was collected");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            to.is(Labels.of("collector", collector.getName()), Math.max(0, collector.getCollectionTime()) / MILLIS);
        }
        to.counter("sockee_jvm_gc_collections_total", "Times that garbage was collected");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            to.is(Labels.of("collector", collector.getName()), Math.max(0, collector.getCollectionCount()));
        }
        to.gauge("sockee_jvm_uptime_seconds", "Time since the process started")
                .is(ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
        of("ProcessCpuTime")
                .ifPresent(nanos -> to.counter("sockee_process_cpu_seconds_total", "Processor time of the process")
                        .is(nanos / NANOS));
        of("OpenFileDescriptorCount")
                .ifPresent(open -> to.gauge(
                                "sockee_process_open_files", "File descriptors that are open, sockets included")
                        .is(open));
        of("MaxFileDescriptorCount")
                .ifPresent(max -> to.gauge("sockee_process_max_files", "File descriptors that may be open")
                        .is(max));
    }

    /** What only some systems and Java machines know. Asked by name, as the classes are those of a module that a server may hide. */
    private static OptionalDouble of(String attribute) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            Object value = beans.getAttribute(
                    ObjectName.getInstance(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), attribute);
            return value instanceof Number number && number.doubleValue() >= 0
                    ? OptionalDouble.of(number.doubleValue())
                    : OptionalDouble.empty();
        } catch (JMException | RuntimeException e) { // there is none here, or it may not be asked
            return OptionalDouble.empty();
        }
    }
}
