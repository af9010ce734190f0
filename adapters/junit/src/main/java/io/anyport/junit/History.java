package io.anyport.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What threads did to a few cells and saw of them, with the times between which each call was made. Thread-safe. */
final class History {

    /** What an event says about the version of its cell. */
    enum Kind {
        /** It was read. */
        READ,
        /** It was written. */
        WRITE,
        /** It was written in a transaction, which does not say the version. */
        COUNTED
    }

    /**
     * One thing that was seen of one cell.
     *
     * @param kind what it says
     * @param id the cell
     * @param version of the cell; 0 if it is not known
     * @param start before the call
     * @param end after it
     */
    record Event(Kind kind, String id, long version, long start, long end) {}

    private final Collection<Event> events = new ConcurrentLinkedQueue<>();
    private final Collection<String> torn = new ConcurrentLinkedQueue<>();

    void add(Event event) {
        events.add(event);
    }

    /** Two cells were seen at one moment that do not fit together, or one that does not fit itself. */
    void torn(String what) {
        torn.add(what);
    }

    /** Everything that no store that works could have done, given the versions that the cells have in the end. */
    List<String> violations(Map<String, Long> versions) {
        var found = new ArrayList<>(torn);
        var byId = events.stream().collect(Collectors.groupingBy(Event::id, TreeMap::new, Collectors.toList()));
        byId.forEach((id, some) -> {
            lost(id, some, versions.getOrDefault(id, 0L), found);
            twice(some, found);
            backwards(some, found);
            early(some, found);
        });
        return found;
    }

    /** Each write that was answered makes the version one more, and nothing else does. */
    private static void lost(String id, List<Event> events, long version, List<String> found) {
        long writes = events.stream().filter(event -> event.kind() != Kind.READ).count();
        if (writes != version) {
            found.add(id + " has version " + version + " after " + writes + " writes");
        }
    }

    private static void twice(List<Event> events, List<String> found) {
        var written = new HashMap<Long, Event>();
        for (var event : events) {
            if (event.kind() == Kind.WRITE) {
                var other = written.put(event.version(), event);
                if (other != null) {
                    found.add("a version was written twice: " + other + " and " + event);
                }
            }
        }
    }

    /** Whoever begins after a version was seen sees it or a later one; whoever writes, a later one. */
    private static void backwards(List<Event> events, List<String> found) {
        var ended = new ArrayList<>(events);
        ended.sort(Comparator.comparingLong(Event::end));
        var started = new ArrayList<>(events);
        started.sort(Comparator.comparingLong(Event::start));
        int next = 0;
        Event newest = null;
        for (var event : started) {
            for (; ended.get(next).end() < event.start(); next++) {
                newest = newest == null || ended.get(next).version() > newest.version() ? ended.get(next) : newest;
            }
            long least = newest == null ? 0 : newest.version() + (event.kind() == Kind.WRITE ? 1 : 0);
            if (event.kind() != Kind.COUNTED && event.version() < least) {
                found.add("it went back in time: " + event + " after " + newest);
            }
        }
    }

    /** Nobody sees more writes than had begun. */
    private static void early(List<Event> events, List<String> found) {
        var starts = events.stream()
                .filter(event -> event.kind() != Kind.READ)
                .mapToLong(Event::start)
                .sorted()
                .toArray();
        for (var event : events) {
            int begun = Arrays.binarySearch(starts, event.end());
            begun = begun < 0 ? -begun - 1 : begun + 1;
            while (begun < starts.length && starts[begun] == event.end()) {
                begun++; // the clock may be coarse
            }
            if (event.version() > begun) {
                found.add("only " + begun + " writes had begun: " + event);
            }
        }
    }
}
