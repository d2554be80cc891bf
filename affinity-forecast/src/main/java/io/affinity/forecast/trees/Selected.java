package io.affinity.forecast.trees;

/** The k-th smallest of numbers without sorting all: Hoare (1961), Algorithm 65, with the median of three as the pivot. */
final class Selected {

    private Selected() {}

    /** {@return the quantile of the first numbers of an array, which are brought into another order: the least one with that share at or below it} */
    static float quantile(float[] values, int size, double level) {
        int k = Math.max(0, Math.min(size - 1, (int) Math.ceil(level * size) - 1));
        return smallest(values, 0, size - 1, k);
    }

    private static float smallest(float[] values, int from, int to, int k) {
        int low = from;
        int high = to;
        while (low < high) {
            float pivot = median(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    float swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return values[k];
            }
        }
        return values[k];
    }

    private static float median(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
