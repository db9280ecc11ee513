package io.sockee.load;

/** What a measurement has counted. One thread. */
final class Counts {

    /** Messages or deliveries that came for the first time, of all the run. */
    long received;

    /** Never came, although nothing else came for seconds either. */
    long lost;

    /** Came again. */
    long doubled;

    /** Came changed, to somebody else, or after a later one. */
    long wrong;

    /** Connections that were not made, or that ended before their time. */
    long failed;

    /** Why, of the first one of them. */
    String failure = "";

    void failed(String why) {
        if (failed++ == 0) {
            failure = why;
        }
    }

    boolean clean() {
        return lost + doubled + wrong + failed == 0;
    }
}
