/* What is of the cluster as a whole: questions, demand, the worst VMs, single hosts, calibration. */
(() => {
  const { byId, make, fill, show, clock, day, moment } = Page;
  const { data, state, number, minutes, plural, span, ticks, css, table, numberCell, swatch, key, choices, capital, resourceName, heat, heatRow, layerNames, migrations, policyNames, tell, chartWidth, withUnit, redraws } = Report;
  const DAY = 86400, before = data.before, after = data.after;

  // ---- what if ---------------------------------------------------------------------------------------------------
  function whatIf() {
    if (!data.whatIf.length) return;
    show("whatif");
    fill("whatif-list", ...data.whatIf.flatMap(answer => [
      make("h3", null, capital(answer.question)),
      ...answer.sentences.map(sentence => make("p", null, sentence)),
      make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table: " + answer.question }, table("What if: " + answer.question,
        ["Policy", ...answer.table[0].figures.map(cell => ({ number: true, content: cell[0] }))],
        answer.table.map(row => make("tr", null, make("th", { scope: "row" }, row.policy),
          ...row.figures.map(([, was, then]) => numberCell(was === then ? was : was + " → " + then))))))
    ]));
  }

  // ---- lines over time -------------------------------------------------------------------------------------------
  const charts = {};
  function lines(id, height, times, series, unit, hooks) {
    const axis = { stroke: css("--muted"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line"), width: 1 }, font: "12px system-ui, sans-serif" };
    if (charts[id]) charts[id].destroy();
    charts[id] = new uPlot({
      width: chartWidth(id), height, legend: { show: false }, tzDate: time => uPlot.tzDate(new Date(time * 1000), "Etc/UTC"),
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { range: () => [times[0], Math.max(times[0] + 1, times[times.length - 1])] }, y: { range: (u, low, high) => [0, Math.max(1e-9, high) * 1.05] } },
      series: [{}, ...series.map(each => ({ stroke: each.color, width: each.width || 2, dash: each.dash, fill: each.fill, points: { show: false }, spanGaps: false }))],
      axes: [
        { ...axis, splits: (u, _, from, to) => ticks(from, to, u.width / 75).map(tick => tick.at), values: (u, splits) => splits.map(at => u.scales.x.max - u.scales.x.min > 14 * DAY || at % DAY === 0 ? day(at) : clock(at)) },
        { ...axis, size: 64, label: unit, labelFont: "12px system-ui, sans-serif", labelSize: 20, values: (_, splits) => splits.map(value => number(value)) }
      ],
      hooks
    }, [times, ...series.map(each => each.values)], byId(id));
    return charts[id];
  }
  function keys(id, length, read) {
    byId(id).onkeydown = event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const index = Math.max(0, Math.min(length() - 1, (state[id] ?? -1) + step));
      state[id] = index;
      read(index);
    };
  }

  // ---- demand against capacity -----------------------------------------------------------------------------------
  let demandIndex = 0;
  /* The unit is said once, but for bytes, whose prefix may differ. */
  const part = (value, unit) => unit.startsWith("bytes") ? withUnit(value, unit) : number(value);
  function readDemand(index) {
    if (index === null || index === undefined) return;
    const line = data.demand[demandIndex];
    byId("demand-readout").textContent = moment(line.times[index]) + " UTC: " + part(line.values[index], line.unit) + " of " + withUnit(line.capacity, line.unit)
      + " (" + Math.round(100 * line.values[index] / line.capacity) + " %)";
  }
  function drawDemand() {
    const line = data.demand[demandIndex], peak = Math.max(...line.values), at = line.times[line.values.indexOf(peak)];
    const flat = value => line.times.map(() => value);
    const series = [{ color: css("--accent"), values: line.values, fill: css("--area") }, { color: css("--far-over"), values: flat(line.capacity), dash: [6, 4] }];
    if (line.usable < line.capacity) series.push({ color: css("--muted"), values: flat(line.usable), dash: [2, 4], width: 1.5 });
    lines("demand-chart", 260, line.times, series, resourceName(line.resource) + " (" + line.unit + ")", { setCursor: [u => readDemand(u.cursor.idx)] });
    const text = "Demand for " + resourceName(line.resource) + " peaks at " + part(peak, line.unit) + " of " + withUnit(line.capacity, line.unit) + " (" + Math.round(100 * peak / line.capacity) + " %), " + moment(at) + " UTC.";
    byId("demand-text").textContent = text;
    byId("demand-chart").setAttribute("aria-label", "Demand of all VMs over time against the capacity of all hosts. " + text);
    byId("demand-readout").textContent = "Point at the chart, or focus it and use the arrow keys, to read a time.";
    fill("demand-legend", key(swatch("color:var(--accent)", "line"), "demand of all VMs (highest in each slot)"), key(swatch("color:var(--far-over)", "line"), "capacity of all hosts"),
      line.usable < line.capacity ? key(swatch("color:var(--muted)", "line"), "without what is kept free") : null, make("span", { class: "muted" }, "times in UTC"));
  }
  function demand() {
    if (!data.demand.length) return;
    show("demand");
    choices("demand-resource", data.demand.map(line => capital(resourceName(line.resource))), 0, index => { demandIndex = index; drawDemand(); });
    keys("demand-chart", () => data.demand[demandIndex].times.length, readDemand);
    drawDemand();
    redraws.push(drawDemand);
  }

  // ---- the worst VMs ---------------------------------------------------------------------------------------------
  function worstTable(ranked) {
    const minutesOf = (policy, vm) => data.worstMinutes[policy][vm];
    const shown = data.worstVms.map((_, vm) => vm).filter(vm => minutesOf(ranked, vm) > 0).sort((a, b) => minutesOf(ranked, b) - minutesOf(ranked, a)).slice(0, 10);
    if (!shown.length) return make("p", { class: "muted" }, "No VM stood on a host that was short.");
    const most = minutesOf(ranked, shown[0]);
    const columns = before === after ? [before] : [before, after];
    return table("Worst VMs with " + policyNames[ranked], ["VM", ...columns.map(policy => policyNames[policy] + ", min")], shown.map(vm => make("tr", null,
      make("th", { scope: "row" }, data.worstVms[vm]),
      ...columns.map(policy => make("td", null, make("div", { class: "bar" }, make("span", null, minutes(minutesOf(policy, vm))),
        make("i", { style: "width:" + Math.min(100, 100 * minutesOf(policy, vm) / most).toFixed(1) + "%", "aria-hidden": "true" })))))));
  }
  function worst() {
    if (!data.worstVms.length) return;
    show("worst");
    fill("worst-before-title", "Worst with " + policyNames[before]);
    fill("worst-before", worstTable(before));
    if (before === after) { byId("worst").classList.add("single"); return; }
    fill("worst-after-title", "Worst with " + policyNames[after]);
    fill("worst-after", worstTable(after));
  }

  // ---- one host --------------------------------------------------------------------------------------------------
  let host = 0, layer = 0, policy = after;
  const gaps = row => row.map(value => value < 0 ? null : value);
  const touching = () => migrations[policy].filter(m => m.source === heat.hosts[host] || m.target === heat.hosts[host]);
  function readHost(index) {
    if (index === null || index === undefined) return;
    const shown = before === policy ? [before] : [before, policy];
    byId("host-readout").textContent = moment(heat.times[index]) + " UTC: " + shown.map(each => {
      const value = heatRow(each, host, layer)[index];
      return policyNames[each] + " " + (value < 0 ? "off" : value + " %");
    }).join(", ");
  }
  function drawHost() {
    const series = [{ color: css("--muted"), width: 1.5, values: gaps(heatRow(before, host, layer)) }];
    if (policy !== before) series.push({ color: css("--accent"), values: gaps(heatRow(policy, host, layer)) });
    series.push({ color: css("--far-over"), values: heat.times.map(() => 100), dash: [6, 4], width: 1.5 });
    const moved = touching(), name = heat.hosts[host];
    lines("host-chart", 260, heat.times, series, layerNames[layer] + " (%)", {
      setCursor: [u => readHost(u.cursor.idx)],
      draw: [u => {
        const base = u.bbox.top + u.bbox.height, size = 5 * (window.devicePixelRatio || 1);
        for (const m of moved) {
          const x = u.valToPos(m.start, "x", true), leaves = m.source === name;
          if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) continue;
          u.ctx.fillStyle = leaves ? css("--mean") : css("--outcome-3");
          u.ctx.beginPath();
          const tip = leaves ? -2.4 * size : 0, foot = leaves ? -.4 * size : -2 * size;
          u.ctx.moveTo(x, base + tip); u.ctx.lineTo(x - size, base + foot); u.ctx.lineTo(x + size, base + foot);
          u.ctx.fill();
        }
      }]
    });
    const hours = each => heatRow(each, host, layer).reduce((sum, value, index) => sum + (value > 100 ? (heat.times[index + 1] || heat.end) - heat.times[index] : 0), 0) / 3600;
    const left = moved.filter(m => m.source === name).length;
    const text = name + ": " + number(hours(before)) + " h in slots above 100 % with " + policyNames[before] + (policy === before ? "" : ", " + number(hours(policy)) + " h with " + policyNames[policy]
      + "; " + plural(left, "VM") + " left it, " + (moved.length - left) + " came") + ".";
    byId("host-text").textContent = text;
    byId("host-chart").setAttribute("aria-label", "Utilization of one host over time. " + text);
    byId("host-readout").textContent = "Point at the chart, or focus it and use the arrow keys, to read a time.";
    fill("host-legend", key(swatch("color:var(--muted)", "line"), policyNames[before]), policy === before ? null : key(swatch("color:var(--accent)", "line"), policyNames[policy]),
      key(make("span", { class: "leaves", "aria-hidden": "true" }, "▲"), "a VM leaves"), key(make("span", { class: "comes", "aria-hidden": "true" }, "▼"), "a VM comes"), make("span", { class: "muted" }, "highest of each slot; times in UTC"));
    byId("host-moves").hidden = !moved.length;
    fill("host-moves-list", ...moved.slice(0, 50).map(m => make("li", null, tell(m) + (m.reasons.length ? ". " + m.reasons[0] : ""))),
      moved.length > 50 ? make("li", null, "and " + number(moved.length - 50) + " more") : null);
  }
  function hosts() {
    show("host");
    const over = heat.hosts.map((_, index) => heatRow(before, index, 0).reduce((sum, value) => sum + Math.max(0, value - 100), 0));
    host = over.indexOf(Math.max(...over));
    choices("host-name", heat.hosts, host, index => { host = index; drawHost(); });
    choices("host-resource", layerNames.map(capital), 0, index => { layer = index; drawHost(); });
    choices("host-policy", policyNames, policy, index => { policy = index; drawHost(); });
    keys("host-chart", () => heat.times.length, readHost);
    drawHost();
    redraws.push(drawHost);
  }

  // ---- calibration -----------------------------------------------------------------------------------------------
  const color = index => "var(--outcome-" + Math.min(index, 5) + ")";
  function calibration() {
    const { levels, lines: each, sentences } = data.calibration;
    if (!each.length) return;
    show("calibration");
    const size = 300, left = 44, top = 8, plot = size - left - 16, x = share => left + share * plot, y = share => top + (1 - share) * plot;
    const svg = make("svg", { viewBox: "0 0 " + size + " " + (top + plot + 24), role: "img", "aria-label": "Share of values below each forecast quantile. " + sentences.join(" ") });
    for (const share of [0, .25, .5, .75, 1]) {
      svg.append(make("line", { class: "grid", x1: x(share), x2: x(share), y1: y(0), y2: y(1) }), make("line", { class: "grid", x1: x(0), x2: x(1), y1: y(share), y2: y(share) }),
        make("text", { class: "faint", x: x(share), y: y(0) + 16, "text-anchor": share === 1 ? "end" : "middle" }, 100 * share + " %"), make("text", { class: "faint", x: left - 6, y: y(share) + 4, "text-anchor": "end" }, 100 * share + " %"));
    }
    svg.append(make("line", { class: "ideal", x1: x(0), y1: y(0), x2: x(1), y2: y(1) }));
    each.forEach((line, index) => {
      svg.append(make("path", { fill: "none", stroke: color(index), "stroke-width": 2, d: line.below.map((share, i) => (i ? "L" : "M") + x(levels[i]).toFixed(1) + " " + y(share).toFixed(1)).join(" ") }));
      line.below.forEach((share, i) => svg.append(make("circle", { cx: x(levels[i]), cy: y(share), r: 3.5, fill: color(index) }, make("title", null, resourceName(line.resource) + ": " + Math.round(100 * share) + " % came below the " + Math.round(100 * levels[i]) + " % quantile"))));
    });
    fill("calibration-chart", svg);
    fill("calibration-legend", ...each.map((line, index) => key(swatch("background:" + color(index)), resourceName(line.resource))), key(swatch("color:var(--muted)", "line dashed"), "as it should be"));
    fill("calibration-text", ...sentences.map(sentence => make("li", null, sentence)));
    const share = value => Math.round(100 * value) + " %";
    fill("calibration-table", table("Calibration by resource", ["Resource", ...["Values", "Within 80 %", "Within 95 %", "Below the median"].map(content => ({ number: true, content }))], each.map(line => make("tr", null,
      make("th", { scope: "row" }, resourceName(line.resource)), numberCell(number(line.values)), numberCell(share(line.within80)), numberCell(share(line.within95)), numberCell(share(line.below[levels.indexOf(.5)]))))));
  }

  whatIf();
  demand();
  worst();
  hosts();
  calibration();
})();
