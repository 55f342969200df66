import module java.base;

/** Values, of which there may be millions. */
final class Sample {

    private double[] values = new double[1024];
    private int count;
    private double sum;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
        sum += value;
    }

    int count() {
        return count;
    }

    double mean() {
        return sum / count;
    }

    Percentiles percentiles() {
        var sorted = Arrays.copyOf(values, count);
        Arrays.parallelSort(sorted);
        return new Percentiles(sorted);
    }

    /** Returns the share of the values that are greater. */
    double above(double bound) {
        return Arrays.stream(values, 0, count).filter(value -> value > bound).count() / (double) count;
    }
}
