/** A small chart of one figure: its present value in words, and a line of the last minutes. */

const SVG = "http://www.w3.org/2000/svg";

/** Makes an empty chart. */
export function makeChart(title) {
    const chart = document.createElement("div");
    chart.className = "chart";
    const value = document.createElement("b");
    const label = document.createElement("span");
    label.textContent = title;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 100 30");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "img");
    const ground = document.createElementNS(SVG, "line");
    for (const [name, at] of [["x1", 0], ["x2", 100], ["y1", 29.5], ["y2", 29.5]]) {
        ground.setAttribute(name, at);
    }
    svg.append(ground, document.createElementNS(SVG, "polyline"));
    chart.append(value, label, svg);
    return chart;
}

/**
 * Draws a chart anew.
 *
 * @param values the eldest first
 * @param length how many values the chart is wide
 * @param growth whether the line shows by how much the figure grew from sample to sample
 * @param alarm whether the figure is shown as bad if it is not 0
 */
export function drawChart(chart, values, length, growth, alarm) {
    const line = growth ? values.map((value, i) => i === 0 ? 0 : Math.max(0, value - values[i - 1])) : values;
    const most = Math.max(1, ...line);
    const points = line.map((value, i) => {
        const x = 100 - (line.length - 1 - i) * 100 / (length - 1);
        return `${x.toFixed(1)},${(29 - 27 * value / most).toFixed(1)}`;
    });
    const present = values.length === 0 ? 0 : values[values.length - 1];
    chart.querySelector("b").textContent = present.toLocaleString();
    chart.querySelector("polyline").setAttribute("points", points.join(" "));
    chart.querySelector("svg").setAttribute("aria-label",
        growth ? `grew by ${present - (values[0] ?? 0)} in the last minutes` : `at most ${most} in the last minutes`);
    chart.dataset.alarm = String(alarm && present > 0);
}
