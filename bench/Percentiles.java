import module java.base;

/** Sorted values; a percentile is the smallest value that so many per cent do not exceed. */
record Percentiles(double[] sorted) {

    static Percentiles of(Collection<Double> values) {
        return new Percentiles(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** Returns NaN if there are no values. */
    double at(int percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    /** Returns the middle value, or the mean of the two in the middle. */
    double median() {
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double lowest() {
        return sorted[0];
    }

    double highest() {
        return sorted[sorted.length - 1];
    }

    int count() {
        return sorted.length;
    }
}
