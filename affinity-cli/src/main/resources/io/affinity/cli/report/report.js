/* Policies, heat maps, migrations and forecasts; cluster.js has what is of the cluster as a whole. */
const Report = (() => {
  const { byId, make, fill, show, clock, day, moment } = Page;
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const OUTCOME_COLORS = 6, PAGE = 20, LANES = 16, TABLE_ROWS = 200, MOST_ORIGINS = 40, PRINT_WIDTH = 700;
  const MINUTE = 60, HOUR = 3600, DAY = 86400;
  const state = { printing: false, row: 0, column: 0, migration: data.after, page: 0, chosen: -1 };

  // ---- page elements and text ------------------------------------------------------------------------------------
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function number(value, digits) {
    if (value === null || value === undefined) return "–";
    const size = Math.abs(value);
    if (size >= 1e7) {
      const [scale, suffix] = [[1e12, "T"], [1e9, "G"], [1e6, "M"]].find(([least]) => size >= least);
      return (value / scale).toLocaleString("en-US", { maximumSignificantDigits: digits || 3 }) + " " + suffix;
    }
    if (size >= 100) return Math.round(value).toLocaleString("en-US");
    if (size > 0 && size < .001) {
      const [digitsOf, power] = value.toExponential(1).split("e-");
      return digitsOf + " × 10⁻" + [...power].map(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
    }
    return value.toLocaleString("en-US", { maximumSignificantDigits: digits || 3 });
  }
  const minutes = value => value === null || value === undefined ? "–" : value > 0 && value < 1 ? "< 1" : Math.round(value).toLocaleString("en-US");
  const withUnit = (value, unit) => {
    if (value === null || value === undefined) return "–";
    const short = unit.replace(/^bytes/, "B");
    return Math.abs(value) >= 1e7 || !unit ? number(value) + short : number(value) + " " + short;
  };
  const plural = (count, noun) => number(count) + " " + noun + (count === 1 ? "" : "s");

  function span(seconds) {
    if (seconds < 1) return number(seconds * 1000, 3) + " ms";
    if (seconds < MINUTE - .5) return number(seconds, 3) + " s";
    const whole = Math.round(seconds);
    if (whole < HOUR) return Math.floor(whole / MINUTE) + " min" + (whole % MINUTE ? " " + whole % MINUTE + " s" : "");
    if (seconds < 2 * DAY) return number(seconds / HOUR, 3) + " h";
    return number(seconds / DAY, 3) + " d";
  }

  const TICKS = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 28 * DAY];
  function ticks(from, to, most) {
    const step = TICKS.find(width => (to - from) / width <= most) || Math.ceil((to - from) / most / DAY) * DAY;
    const result = [];
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
      result.push({ at, label: step >= DAY || at % DAY === 0 ? day(at) : clock(at) });
    }
    return result;
  }

  const policyNames = data.policies.map(policy => policy.name);
  const resourceName = name => name === "cpu" ? "CPU" : name.replaceAll("-", " ");
  const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
  function choices(id, labels, chosen, onChange) {
    const select = byId(id);
    select.replaceChildren(...labels.map((label, index) => make("option", { value: index, selected: index === chosen }, label)));
    select.onchange = () => onChange(Number(select.value));
  }
  function table(caption, heads, rows) {
    const labels = heads.map(head => [].concat(head.content || head).map(part => part.textContent && part.tagName === "SMALL" ? "" : part.textContent || part).join(""));
    /* On a phone each row is a card, and each cell says what it is. */
    rows.forEach(row => [...row.children].forEach((cell, index) => cell.setAttribute("data-label", labels[index] || "")));
    return make("table", { "aria-label": caption, class: "cards" },
      make("thead", null, make("tr", null, ...heads.map(head => make("th", { scope: "col", class: head.number ? "number" : null }, ...[].concat(head.content || head))))),
      make("tbody", null, ...rows));
  }
  const numberCell = text => make("td", { class: "number" }, text);
  const swatch = (style, kind) => make("span", { class: "swatch " + (kind || ""), style });
  const key = (symbol, text) => make("span", null, symbol, text);

  // ---- policies compared -----------------------------------------------------------------------------------------
  function figures() {
    if (!data.figures.length) return;
    show("figures");
    const heads = data.policies.map(policy => ({
      number: true,
      content: [policy.name, make("small", null, policy.description + (policy.role === "REFERENCE" ? " (for reference)" : ""))]
    }));
    const rows = data.figures.map(figure => make("tr", null,
      make("th", { scope: "row" }, figure.label, make("small", null, [figure.unit, { LOWER: "lower is better", HIGHER: "higher is better" }[figure.goal]].filter(Boolean).join(", "))),
      ...figure.values.map((value, policy) => {
        const best = figure.best.includes(policy);
        const reference = figure.values[data.before];
        const change = value === null || !reference || policy === data.before ? null : Math.round(100 * (value - reference) / Math.abs(reference));
        return make("td", { class: best ? "number best" : "number" }, make("span", null,
          best ? make("span", { role: "img", "aria-label": "best: " }, "★ ") : null, figure.unit === "VM min" ? minutes(value) : Math.abs(value) >= 1e7 ? withUnit(value, figure.unit) : number(value),
          change === null ? null : make("small", null, (change > 0 ? "+" : change < 0 ? "−" : "±") + number(Math.abs(change)) + " %")));
      })));
    fill("figures-table", table("Figures of each policy", ["Figure", ...heads], rows));
    const references = data.policies.some(policy => policy.role === "REFERENCE");
    byId("figures-key").textContent = "★ best value of a figure" + (references ? " (policies shown for reference do not compete, nor does the zero of a policy that migrates nothing)" : "") + ". Percentages: change against " + policyNames[data.before] + ".";
  }

  function contention() {
    const { priorities, minutes: ofPriority } = data.contention;
    if (!priorities.length) return;
    show("contention");
    const most = Math.max(1e-9, ...ofPriority.flat().map(value => value || 0));
    const rows = priorities.map((priority, index) => make("tr", null, make("th", { scope: "row" }, priority),
      ...ofPriority.map(row => make("td", null, make("div", { class: "bar" }, make("span", null, minutes(row[index])),
        make("i", { style: "width:" + (100 * (row[index] || 0) / most).toFixed(1) + "%", "aria-hidden": "true" }))))));
    fill("contention-table", table("VM minutes under contention by priority and policy", ["Priority", ...policyNames], rows));
  }

  // ---- heat maps -------------------------------------------------------------------------------------------------
  const heat = data.heat;
  const heatPolicies = [data.before, data.after];
  let heatRows = heat.hosts.map((_, host) => host);
  const heatLayouts = [];
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  /* The first layer is that of the scarcest resource, the others are of one resource each. */
  const layerNames = ["scarcest resource", ...heat.resources.map(resourceName)];
  const decoded = new Map();
  let heatLayer = 0;
  function heatRow(policy, host, layer) {
    const at = layer === undefined ? heatLayer : layer, name = policy + "/" + at;
    if (!decoded.has(name)) {
      const all = bytes(heat.cells[policy][at]), width = heat.times.length;
      decoded.set(name, heat.hosts.map((_, index) => Array.from(all.subarray(index * width, (index + 1) * width), value => value === 255 ? -1 : value)));
    }
    return decoded.get(name)[host];
  }
  function scarcest(policy, host, column) {
    const values = heat.resources.map((_, index) => heatRow(policy, host, index + 1)[column]);
    return values.length ? heat.resources[values.indexOf(Math.max(...values))] : "";
  }
  const percent = value => value < 0 ? "off" : value >= 254 ? "254 % or more" : value + " %";
  const bucketSeconds = heat.times.map((time, index) => (heat.times[index + 1] || heat.end) - time);

  function heatColors() {
    const stops = [0, 1, 2, 3, 4, 5].map(index => css("--heat-" + index).match(/[0-9a-f]{2}/gi).map(hex => parseInt(hex, 16)));
    return Array.from({ length: 101 }, (_, value) => {
      const at = Math.min(4, Math.floor(value / 20)), share = value / 20 - at;
      return "rgb(" + stops[at].map((channel, index) => Math.round(channel + share * (stops[at + 1][index] - channel))).join(",") + ")";
    });
  }
  function hatch(context) {
    const tile = make("canvas", { width: 6, height: 6 }), pen = tile.getContext("2d");
    pen.fillStyle = css("--off");
    pen.fillRect(0, 0, 6, 6);
    pen.strokeStyle = css("--off-line");
    pen.beginPath();
    for (const shift of [-6, 0, 6]) { pen.moveTo(shift, 6); pen.lineTo(shift + 6, 0); }
    pen.stroke();
    return context.createPattern(tile, "repeat");
  }

  function hostSummary(policy, host) {
    const row = heatRow(policy, host);
    const result = { on: 0, off: 0, over: 0, work: 0, peak: -1 };
    row.forEach((value, bucket) => {
      const seconds = bucketSeconds[bucket];
      if (value < 0) { result.off += seconds; return; }
      result.on += seconds;
      result.work += value * seconds;
      if (value > 100) result.over += seconds;
      result.peak = Math.max(result.peak, value);
    });
    return result;
  }

  function drawHeat(slot) {
    const canvas = byId("heat-" + slot), policy = heatPolicies[slot], context = canvas.getContext("2d");
    const width = state.printing ? PRINT_WIDTH : canvas.parentElement.clientWidth;
    const rowHeight = Math.max(4, Math.min(20, Math.floor((state.printing ? 400 : 600) / heatRows.length)));
    context.font = "12px system-ui, sans-serif";
    const longest = Math.max(...heat.hosts.map(host => context.measureText(host).width));
    const left = Math.ceil(Math.min(longest, 130)) + 10, right = 12, bottom = 24;
    const letters = longest > 130 ? 18 : Infinity;
    const height = rowHeight * heatRows.length, scale = window.devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = (height + bottom) * scale;
    canvas.style.height = state.printing ? "auto" : height + bottom + "px";
    context.scale(scale, scale);
    context.font = "12px system-ui, sans-serif";
    const colors = heatColors(), off = hatch(context), over = css("--over"), farOver = css("--far-over");
    const plot = width - left - right, start = heat.times[0], length = heat.end - start;
    const x = time => left + Math.round((time - start) / length * plot);
    heatRows.forEach((host, row) => heatRow(policy, host).forEach((value, bucket) => {
      context.fillStyle = value < 0 ? off : value > 120 ? farOver : value > 100 ? over : colors[value];
      const from = x(heat.times[bucket]);
      context.fillRect(from, row * rowHeight, Math.max(1, x(heat.times[bucket + 1] || heat.end) - from), rowHeight - (rowHeight > 9 ? 1 : 0));
    }));
    context.fillStyle = css("--muted");
    context.textBaseline = "middle";
    context.textAlign = "right";
    const each = Math.ceil(14 / rowHeight);
    heatRows.forEach((host, row) => {
      if (row % each === 0) context.fillText(clip(heat.hosts[host], letters), left - 6, Math.max(7, (row + .5) * rowHeight), left - 8);
    });
    context.textAlign = "center";
    for (const tick of ticks(start, heat.end, plot / 60)) {
      const at = x(tick.at);
      context.fillRect(at, height, 1, 4);
      if (at > left + 14 && at < width - 18) context.fillText(tick.label, at, height + 14);
      else if (at <= left + 14) { context.textAlign = "left"; context.fillText(tick.label, left, height + 14); context.textAlign = "center"; }
    }
    heatLayouts[slot] = { left, plot, rowHeight, start, length, x };
    const summaries = heatRows.map(host => hostSummary(policy, host));
    const overHours = summaries.reduce((sum, host) => sum + host.over, 0) / HOUR;
    const caption = policyNames[policy] + ", " + layerNames[heatLayer] + ": " + plural(overHours, "host hour") + " in slots that reach above 100 %, " + number(summaries.reduce((sum, host) => sum + host.off, 0) / HOUR) + " off";
    byId("heat-name-" + slot).textContent = caption;
    canvas.setAttribute("aria-label", "Heat map of utilization of hosts over time, " + caption + ". Arrow keys read single cells; the table below has all hosts.");
    if (document.activeElement === canvas || state.pointed) outline(slot);
  }

  function outline(slot) {
    const layout = heatLayouts[slot], context = byId("heat-" + slot).getContext("2d");
    context.strokeStyle = css("--text");
    context.lineWidth = 2;
    const from = layout.x(heat.times[state.column]), to = layout.x(heat.times[state.column + 1] || heat.end);
    context.strokeRect(from - 1, state.row * layout.rowHeight - 1, Math.max(3, to - from) + 2, layout.rowHeight + 2);
  }
  function pointAtCell(row, column) {
    state.row = Math.max(0, Math.min(heatRows.length - 1, row));
    state.column = Math.max(0, Math.min(heat.times.length - 1, column));
    state.pointed = true;
    drawHeatMaps();
    const host = heatRows[state.row];
    const values = [...new Set(heatPolicies)].map(policy => policyNames[policy] + " " + percent(heatRow(policy, host)[state.column])
      + (heatLayer === 0 && heat.resources.length > 1 && heatRow(policy, host)[state.column] >= 0 ? " of " + resourceName(scarcest(policy, host, state.column)) : ""));
    byId("heat-readout").textContent = heat.hosts[host] + ", " + moment(heat.times[state.column]) + " UTC, " + layerNames[heatLayer] + ": " + values.join(", ");
  }
  function heatTable() {
    const shown = [...new Set(heatPolicies)];
    const heads = shown.flatMap(policy => ["mean", "peak", "h in slots above 100 %", "h off"].map(name => ({ number: true, content: policyNames[policy] + ", " + name })));
    fill("heat-table", table("Utilization per host, " + layerNames[heatLayer], ["Host", ...heads], heatRows.map(host => make("tr", null,
      make("th", { scope: "row" }, heat.hosts[host]),
      ...shown.flatMap(policy => {
        const sum = hostSummary(policy, host);
        return [sum.on ? Math.round(sum.work / sum.on) + " %" : "–", sum.on ? percent(sum.peak) : "–", number(sum.over / HOUR), number(sum.off / HOUR)].map(numberCell);
      })))));
  }
  const slots = data.policies.length === 1 ? [0] : [0, 1];
  const drawHeatMaps = () => slots.forEach(drawHeat);
  function heatAll() {
    heatRows = heat.hosts.map((_, host) => host);
    if (byId("heat-order").value === "over") {
      const over = heatRows.map(host => hostSummary(heatPolicies[0], host).over);
      heatRows.sort((a, b) => over[b] - over[a] || a - b);
    }
    drawHeatMaps();
    heatTable();
  }
  function heatMaps() {
    const idle = "Point at a cell, or focus a map and use the arrow keys, to read the utilization of a host.";
    byId("heat-readout").textContent = idle;
    slots.forEach(slot => {
      choices(slot ? "heat-after" : "heat-before", policyNames, heatPolicies[slot], policy => { heatPolicies[slot] = policy; heatAll(); });
      const canvas = byId("heat-" + slot);
      canvas.onpointermove = event => {
        const layout = heatLayouts[slot], time = layout.start + (event.offsetX - layout.left) / layout.plot * layout.length;
        if (time < layout.start) return;
        const next = heat.times.findIndex(start => start > time);
        pointAtCell(Math.floor(event.offsetY / layout.rowHeight), (next < 0 ? heat.times.length : next) - 1);
      };
      canvas.onpointerleave = canvas.onblur = () => { state.pointed = false; drawHeatMaps(); };
      canvas.onkeydown = event => {
        const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
        if (!move) return;
        event.preventDefault();
        pointAtCell(state.row + move[0], state.column + move[1]);
      };
    });
    if (data.policies.length === 1) {
      byId("heat").classList.add("single");
      byId("heat-order").options[1].textContent = "most slots above 100 % first";
    }
    choices("heat-resource", layerNames.map(capital), 0, layer => { heatLayer = layer; heatAll(); });
    byId("heat-order").onchange = heatAll;
    fill("heat-legend", key("0 %", swatch("", "ramp")), make("span", null, "100 %"), key(swatch("background:var(--over)"), "100 to 120 %"),
      key(swatch("background:var(--far-over)"), "above 120 %"), key(swatch("", "off"), "off or asleep"), make("span", { class: "muted" }, "times in UTC"));
    if (heat.hostsTotal > heat.hosts.length) {
      show("heat-cut");
      byId("heat-cut").textContent = "Shown: the " + number(heat.hosts.length) + " hosts with the most demand beyond capacity of " + number(heat.hostsTotal) + ".";
    }
  }

  // ---- migrations ------------------------------------------------------------------------------------------------
  const bins = data.bins, binsEnd = bins.start + bins.width * bins.count;
  const outcomeColor = outcome => "var(--outcome-" + Math.min(outcome, OUTCOME_COLORS - 1) + ")";
  const migrationOf = row => ({ start: row[0], elapsed: row[1], downtime: row[2], vm: data.texts[row[3]], source: data.texts[row[4]],
    target: data.texts[row[5]], outcome: row[6], saved: row[7], reasons: row[8].map(index => data.texts[index]) });
  const migrations = data.migrations.map(policy => policy.rows.map(migrationOf));
  const saved = m => m.saved === null ? "–" : (m.saved < 0 ? "−" : "") + minutes(Math.abs(m.saved));
  const worth = m => m.saved === null ? "" : m.saved === 0 ? ", saved nothing by itself" : m.saved < 0 ? ", cost " + minutes(-m.saved) + " VM min" : ", saved " + minutes(m.saved) + " VM min";
  const tell = m => m.vm + ", " + m.source + " to " + m.target + ", " + moment(m.start) + " UTC, " + span(m.elapsed) + " elapsed, "
    + span(m.downtime / 1000) + " standstill, " + data.outcomes[m.outcome] + worth(m);

  function timeAxis(svg, left, width, height, from, to) {
    const x = time => left + (time - from) / Math.max(1, to - from) * (width - left - 26);
    for (const tick of ticks(from, to, (width - left) / 75)) {
      svg.append(make("line", { class: "grid", x1: x(tick.at), x2: x(tick.at), y1: 0, y2: height }));
      svg.append(make("text", { class: "faint", x: x(tick.at), y: height + 15, "text-anchor": "middle" }, tick.label));
    }
    return x;
  }
  const chartWidth = id => state.printing ? PRINT_WIDTH : Math.max(320, byId(id).clientWidth);
  const clip = (text, most) => text.length > most ? text.slice(0, most - 1) + "…" : text;

  function drawLanes() {
    const width = chartWidth("lanes"), left = width < 600 ? 118 : 220, lane = 46, height = lane * data.policies.length;
    const svg = make("svg", { viewBox: "0 0 " + width + " " + (height + 22), role: "group", "aria-label": "Migrations over time, one lane per policy" });
    data.policies.forEach((_, index) => { if (index % 2 === 0) svg.append(make("rect", { class: "stripe", x: 0, y: index * lane, width, height: lane })); });
    const x = timeAxis(svg, left, width, height, bins.start, binsEnd);
    data.migrations.forEach((policy, index) => {
      const totals = Array.from({ length: bins.count }, (_, bin) => policy.counts.reduce((sum, row) => sum + row[bin], 0));
      const peak = Math.max(0, ...totals), base = (index + 1) * lane - 3;
      const outcomes = data.outcomes.map((name, outcome) => [name, policy.counts[outcome].reduce((a, b) => a + b, 0)]).filter(pair => pair[1]);
      const summary = plural(policy.total, "migration") + (peak ? ", at most " + number(peak) + " in " + span(bins.width) : "");
      const group = make("g", { role: "button", tabindex: 0, "aria-pressed": index === state.migration,
        "aria-label": clip(policyNames[index], left < 200 ? 13 : 28) + " " + (left < 200 ? number(policy.total) : plural(policy.total, "migration") + (peak ? ", peak " + number(peak) : "")) + ": " + summary + (outcomes.length ? "; " + outcomes.map(([name, count]) => name + " " + number(count)).join(", ") : "") + ". Show this policy." });
      group.append(make("rect", { x: 0, y: index * lane, width, height: lane, fill: "transparent" }),
        make("text", { x: 8, y: index * lane + 18, "font-weight": index === state.migration ? 700 : 500 }, clip(policyNames[index], left < 200 ? 13 : 28)),
        make("text", { class: "faint", x: 8, y: index * lane + 35 }, " " + (left < 200 ? number(policy.total) : plural(policy.total, "migration") + (peak ? ", peak " + number(peak) : ""))));
      totals.forEach((total, bin) => {
        let y = base;
        const from = x(bins.start + bin * bins.width), to = x(bins.start + (bin + 1) * bins.width);
        policy.counts.forEach((row, outcome) => {
          if (!row[bin]) return;
          const tall = row[bin] / peak * (lane - 10);
          y -= tall;
          group.append(make("rect", { x: from, y, width: Math.max(1.5, to - from - 1), height: tall, fill: outcomeColor(outcome) },
            make("title", null, moment(bins.start + bin * bins.width) + " UTC: " + number(row[bin]) + " " + data.outcomes[outcome])));
        });
      });
      const pick = () => { choosePolicy(index); byId("lanes").querySelectorAll("[role=button]")[index].focus(); };
      group.onclick = pick;
      group.onkeydown = event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } };
      svg.append(group);
    });
    fill("lanes", svg);
  }

  function drawMarks() {
    const rows = migrations[state.migration], total = data.migrations[state.migration].total;
    byId("migration-cut").hidden = rows.length >= total;
    byId("migration-cut").textContent = "First " + number(rows.length) + " of " + number(total) + " migrations in order of start, so the time axis ends with the last of them; the bars above count all.";
    if (!rows.length) {
      fill("marks", make("p", { class: "muted" }, "Policy " + policyNames[state.migration] + " made no migrations."));
      return;
    }
    const counts = new Map();
    rows.forEach(m => counts.set(m.source, (counts.get(m.source) || 0) + 1));
    const ranked = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
    const lanes = ranked.slice(0, LANES), others = ranked.length - lanes.length;
    const width = chartWidth("marks"), left = width < 600 ? 118 : 220, lane = 20, height = lane * (lanes.length + (others ? 1 : 0));
    const svg = make("svg", { viewBox: "0 0 " + width + " " + (height + 22), role: "group", "aria-label": "Migrations of policy " + policyNames[state.migration] + " by source host. Arrow keys step through them." });
    for (let row = 0; row * lane < height; row += 2) svg.append(make("rect", { class: "stripe", x: 0, y: row * lane, width, height: lane }));
    const from = rows.length < total ? rows[0].start : bins.start;
    const to = rows.length < total ? Math.max(...rows.map(m => m.start + m.elapsed)) : binsEnd;
    const x = timeAxis(svg, left, width, height, from, to);
    const label = (text, row) => svg.append(make("text", { x: 8, y: row * lane + 14 }, clip(text, left < 200 ? 10 : 24), make("title", null, text)));
    const counted = (count, row) => svg.append(make("text", { class: "faint", x: left - 10, y: row * lane + 14, "text-anchor": "end" }, number(count)));
    lanes.forEach((host, row) => { label(host, row); counted(counts.get(host), row); });
    if (others) { label(plural(others, "other host"), lanes.length); counted(ranked.slice(LANES).reduce((sum, host) => sum + counts.get(host), 0), lanes.length); }
    rows.forEach((m, index) => {
      const row = lanes.indexOf(m.source);
      const mark = make("rect", { class: index === state.chosen ? "mark chosen" : "mark", role: "button", tabindex: index === Math.max(0, state.chosen) ? 0 : -1,
        "aria-label": tell(m), x: x(m.start), y: (row < 0 ? lanes.length : row) * lane + 4, rx: 1.5, width: Math.max(5, x(m.start + m.elapsed) - x(m.start)), height: lane - 8,
        fill: outcomeColor(m.outcome), "fill-opacity": .85 });
      mark.onpointerenter = mark.onfocus = () => readMark(index);
      mark.onclick = () => chooseMark(index, true);
      mark.onkeydown = event => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); chooseMark(index, true); return; }
        if (!step) return;
        event.preventDefault();
        chooseMark(Math.max(0, Math.min(rows.length - 1, index + step)), false);
      };
      svg.append(mark);
    });
    fill("marks", svg);
  }
  function readMark(index) {
    const m = migrations[state.migration][index];
    fill("mark-readout", make("strong", null, tell(m)), m.reasons.length ? make("ul", null, ...m.reasons.map(reason => make("li", null, reason))) : make("div", null, "No reason recorded."));
  }
  function chooseMark(index, inTable) {
    const marks = byId("marks").querySelectorAll(".mark");
    if (state.chosen >= 0) marks[state.chosen].setAttribute("class", "mark");
    marks.forEach(mark => mark.setAttribute("tabindex", -1));
    state.chosen = index;
    marks[index].setAttribute("class", "mark chosen");
    marks[index].setAttribute("tabindex", 0);
    readMark(index);
    if (inTable) {
      const at = filtered().indexOf(index);
      if (at >= 0) state.page = Math.floor(at / PAGE);
      migrationTable();
    } else marks[index].focus();
  }
  function filtered() {
    const words = byId("migration-filter").value.trim().toLowerCase(), outcome = Number(byId("migration-outcome").value) - 1;
    return migrations[state.migration].map((_, index) => index).filter(index => {
      const m = migrations[state.migration][index];
      return (outcome < 0 || m.outcome === outcome) && (!words || [m.vm, m.source, m.target, ...m.reasons].some(text => text.toLowerCase().includes(words)));
    });
  }
  function migrationTable() {
    const found = filtered(), from = state.page * PAGE, total = data.migrations[state.migration].total, listed = migrations[state.migration].length;
    byId("page-back").disabled = from === 0;
    byId("page-next").disabled = from + PAGE >= found.length;
    byId("page-text").textContent = (found.length ? (from + 1) + " to " + Math.min(found.length, from + PAGE) + " of " + number(found.length) : "none found")
      + (listed < total ? " (first " + number(listed) + " of " + number(total) + " listed)" : "");
    const heads = ["Start (UTC)", "VM", "From", "To", { number: true, content: "Elapsed" }, { number: true, content: "Standstill" }, "Outcome", { number: true, content: ["Saved", make("small", null, "VM min short")] }, "Why"];
    byId("migration-table").hidden = !found.length;
    fill("migration-table", table("Migrations of policy " + policyNames[state.migration], heads, found.slice(from, from + PAGE).map(index => {
      const m = migrations[state.migration][index];
      return make("tr", { class: index === state.chosen ? "chosen" : null },
        make("td", { class: "name" }, moment(m.start)), make("td", null, m.vm), make("td", null, m.source), make("td", null, m.target),
        numberCell(span(m.elapsed)), numberCell(span(m.downtime / 1000)),
        make("td", null, make("span", { class: "outcome" }, swatch("background:" + outcomeColor(m.outcome)), data.outcomes[m.outcome])),
        numberCell(saved(m)), make("td", { class: "why" }, why(m)));
    })));
  }
  /* What it comes to, and the rest for who wants it. */
  function why(m) {
    if (!m.reasons.length) return "–";
    const first = m.reasons[0];
    return m.reasons.length === 1 ? first : make("div", null, first, make("details", null, make("summary", null, "more"), make("ul", null, ...m.reasons.slice(1).map(reason => make("li", null, reason)))));
  }
  function choosePolicy(policy) {
    Object.assign(state, { migration: policy, page: 0, chosen: -1 });
    byId("migration-policy").value = policy;
    byId("mark-readout").textContent = migrations[policy].length ? "Point at a migration, or focus one and use the arrow keys, to read its reasons." : "";
    drawLanes();
    drawMarks();
    migrationTable();
  }
  function migrationSection() {
    if (!data.migrations.some(policy => policy.total)) return;
    show("migrations");
    choices("migration-policy", policyNames, state.migration, choosePolicy);
    choices("migration-outcome", ["any", ...data.outcomes], 0, () => { state.page = 0; migrationTable(); });
    byId("migration-filter").oninput = () => { state.page = 0; migrationTable(); };
    byId("page-back").onclick = () => { state.page--; migrationTable(); };
    byId("page-next").onclick = () => { state.page++; migrationTable(); };
    fill("outcome-legend", ...data.outcomes.map((name, outcome) => key(swatch("background:" + outcomeColor(outcome)), name)),
      make("span", { class: "muted" }, "bars: migrations started per " + span(bins.width) + ", each lane scaled to its own peak; times in UTC"));
    choosePolicy(state.migration);
  }

  // ---- forecasts -------------------------------------------------------------------------------------------------
  let fanOrigin = 0, chart = null, shownFan = null;

  /* The series of which whole forecasts are kept come first, then all, of which some points are. */
  const strips = data.strips.series;
  function fanOf(index) {
    return index < data.fans.length ? data.fans[index] : unpacked(strips[index - data.fans.length]);
  }
  function unpacked([subject, resource, unit, scale, text]) {
    const all = bytes(text), count = data.strips.times.length;
    const value = (row, at) => all[row * count + at] === 255 ? null : all[row * count + at] / 254 * scale;
    const actual = data.strips.times.map((time, at) => [time, value(0, at)]), origins = [];
    data.strips.times.forEach((time, at) => {
      if (value(1, at) === null) return;
      const lead = data.strips.leads[at], origin = time - lead, last = origins[origins.length - 1];
      const step = [lead, value(1, at), value(2, at), value(3, at), null, null];
      if (last && last.origin === origin) last.steps.push(step); else origins.push({ origin, steps: [step] });
    });
    return { subject, resource, unit, actual, origins, actualTotal: actual.length, originsTotal: origins.length, thinned: true };
  }

  function shownOrigins(fan) {
    if (fanOrigin > 0) return [fan.origins[fanOrigin - 1]];
    const result = [];
    for (const origin of fan.origins) {
      const last = result[result.length - 1];
      if (!last || origin.origin >= last.origin + last.steps[last.steps.length - 1][0]) result.push(origin);
    }
    return result;
  }
  /* Columns: time, mean, lower 80, upper 80, lower 95, upper 95, actual. A null between two fans keeps them apart. */
  function fanColumns(fan) {
    const rows = new Map(fan.actual.map(([time, value]) => [time, [null, null, null, null, null, value]]));
    for (const origin of shownOrigins(fan)) {
      for (const [after, ...values] of origin.steps) {
        const time = origin.origin + after;
        rows.set(time, [...values, rows.has(time) ? rows.get(time)[5] : undefined]);
      }
      const end = origin.origin + origin.steps[origin.steps.length - 1][0] + .5;
      if (!rows.has(end)) rows.set(end, [null, null, null, null, null, undefined]);
    }
    const times = [...rows.keys()].sort((a, b) => a - b);
    return [times, ...[0, 1, 2, 3, 4, 5].map(column => times.map(time => rows.get(time)[column]))];
  }
  /* A single origin is shown with as much of the past as it has horizon, all origins with all that was observed. */
  function fanRange(fan, times) {
    if (fanOrigin === 0) return [times[0], Math.max(times[0] + 1, times[times.length - 1])];
    const { origin, steps } = fan.origins[fanOrigin - 1], horizon = steps[steps.length - 1][0];
    return [origin - horizon, origin + horizon * 1.05];
  }
  function drawFan() {
    const fan = shownFan, columns = fanColumns(fan), origins = shownOrigins(fan);
    const hidden = { stroke: "transparent", points: { show: false } };
    const axis = { stroke: css("--muted"), grid: { stroke: css("--line"), width: 1 }, ticks: { stroke: css("--line"), width: 1 }, font: "12px system-ui, sans-serif" };
    if (chart) chart.destroy();
    chart = new uPlot({
      width: chartWidth("fan"), height: 340, legend: { show: false }, tzDate: time => uPlot.tzDate(new Date(time * 1000), "Etc/UTC"),
      scales: { x: { range: () => fanRange(fan, columns[0]) } },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      series: [{}, { stroke: css("--mean"), width: 2, points: { size: 4 } }, hidden, hidden, hidden, hidden, { stroke: css("--actual"), width: 1.5, points: { size: 4 } }],
      bands: [{ series: [5, 4], fill: css("--band-95") }, { series: [3, 2], fill: css("--band-80") }],
      axes: [
        { ...axis, splits: (u, _, from, to) => ticks(from, to, u.width / 75).map(tick => tick.at), values: (u, splits) => splits.map(at => u.scales.x.max - u.scales.x.min > 14 * DAY || at % DAY === 0 ? day(at) : clock(at)) },
        { ...axis, size: 72, label: resourceName(fan.resource) + (fan.unit ? " (" + fan.unit + ")" : ""), labelFont: "12px system-ui, sans-serif", labelSize: 22, values: (_, splits) => splits.map(value => number(value)) }
      ],
      hooks: {
        draw: [u => {
          u.ctx.save();
          u.ctx.strokeStyle = css("--muted");
          u.ctx.setLineDash([4, 4]);
          u.ctx.beginPath();
          for (const origin of origins.length > MOST_ORIGINS ? [] : origins) {
            const at = Math.round(u.valToPos(origin.origin, "x", true));
            if (at >= u.bbox.left) { u.ctx.moveTo(at, u.bbox.top); u.ctx.lineTo(at, u.bbox.top + u.bbox.height); }
          }
          u.ctx.stroke();
          u.ctx.restore();
        }],
        setCursor: [u => readFan(fan, columns, u.cursor.idx)]
      }
    }, columns, byId("fan"));
    byId("fan-readout").textContent = "Point at the chart, or focus it and use the arrow keys, to read a time.";
    const name = fan.subject + ", " + resourceName(fan.resource);
    byId("fan-text").textContent = fanText(fan);
    byId("fan").setAttribute("aria-label", "Forecast fans of " + name + ". " + fanText(fan) + " The table below has the values.");
    fanTable(fan, columns);
  }
  function readFan(fan, columns, index) {
    if (index === null || index === undefined) return;
    const [time, mean, low80, high80, low95, high95, actual] = columns.map(column => column[index]);
    const parts = ["actual " + withUnit(actual, fan.unit)];
    if (mean !== null) {
      parts.push("mean " + withUnit(mean, fan.unit), "80 % " + number(low80) + " to " + number(high80));
      if (low95 !== null) parts.push("95 % " + number(low95) + " to " + number(high95));
    }
    byId("fan-readout").textContent = moment(time) + " UTC: " + parts.join(", ");
  }
  function fanText(fan) {
    const actual = new Map(fan.actual.filter(([, value]) => value !== null));
    let compared = 0, in80 = 0, in95 = 0, error = 0;
    for (const origin of fan.origins) {
      for (const [after, mean, low80, high80, low95, high95] of origin.steps) {
        const value = actual.get(origin.origin + after);
        if (value === undefined || mean === null) continue;
        compared++;
        in80 += value >= low80 && value <= high80;
        in95 += value >= low95 && value <= high95;
        error += Math.abs(value - mean);
      }
    }
    if (!compared) return "No observation falls on a forecast step.";
    const share = count => number(100 * count / compared, 3) + " %";
    return "Of " + plural(compared, "forecast step") + " from " + plural(fan.origins.length, "origin") + ", the 80 % interval held " + share(in80) + (fan.thinned ? "" : " and the 95 % interval "
      + share(in95)) + "; mean absolute error " + withUnit(error / compared, fan.unit) + ".";
  }
  function fanTable(fan, columns) {
    const steps = columns[0].map((_, index) => index).filter(index => columns[1][index] !== null);
    const heads = ["Time (UTC)", ...["Actual", "Mean", "80 % lower", "80 % upper", "95 % lower", "95 % upper"].map(content => ({ number: true, content }))];
    fill("fan-table", steps.length > TABLE_ROWS ? make("p", { class: "muted" }, "First " + TABLE_ROWS + " of " + number(steps.length) + " steps; a single origin shows fewer.") : null,
      table("Forecast and actual of " + fan.subject, heads, steps.slice(0, TABLE_ROWS).map(index => make("tr", null,
        make("td", { class: "name" }, moment(columns[0][index])), ...[6, 1, 2, 3, 4, 5].map(column => numberCell(number(columns[column][index])))))));
  }
  function chooseFan(index) {
    shownFan = fanOf(index);
    fanOrigin = 0;
    const fan = shownFan;
    choices("fan-origin", ["consecutive (" + shownOrigins(fan).length + " of " + fan.origins.length + ")", ...fan.origins.map(origin => moment(origin.origin))], 0,
      origin => { fanOrigin = origin; drawFan(); });
    const cuts = [];
    if (fan.thinned) cuts.push("some steps of each forecast, the last of them " + span(Math.max(...data.strips.leads)) + " ahead");
    if (fan.originsTotal > fan.origins.length) cuts.push("first " + fan.origins.length + " of " + number(fan.originsTotal) + " origins");
    if (fan.actualTotal > fan.actual.length) cuts.push("first " + number(fan.actual.length) + " of " + number(fan.actualTotal) + " observations");
    byId("fan-cut").hidden = !cuts.length;
    byId("fan-cut").textContent = "Shown: " + cuts.join(", ") + ".";
    drawFan();
  }
  function forecasts() {
    if (!data.fans.length && !strips.length) return;
    show("forecasts");
    const named = (subject, resource) => subject + ", " + resourceName(resource);
    const names = [...data.fans.map(fan => named(fan.subject, fan.resource)), ...strips.map(([subject, resource]) => named(subject, resource))];
    const list = words => {
      const found = names.map((_, index) => index).filter(index => !words || names[index].toLowerCase().includes(words));
      const option = index => make("option", { value: index }, names[index]);
      const group = (label, indexes) => indexes.length ? make("optgroup", { label }, ...indexes.map(option)) : null;
      fill("fan-series", group("Most varying, in full", found.filter(index => index < data.fans.length)), group("All VMs", found.filter(index => index >= data.fans.length)));
      byId("fan-found").textContent = number(found.length) + " series";
      return found;
    };
    byId("fan-series").onchange = () => chooseFan(Number(byId("fan-series").value));
    byId("fan-filter").oninput = () => {
      const found = list(byId("fan-filter").value.trim().toLowerCase());
      if (found.length) { byId("fan-series").value = found[0]; chooseFan(found[0]); }
    };
    list("");
    fill("fan-legend", key(swatch("color:var(--actual)", "line"), "actual"), key(swatch("color:var(--mean)", "line"), "mean of the forecast"),
      key(swatch("background:var(--band-80)"), "80 % interval"), key(swatch("background:var(--band-95)"), "95 % interval"), key("┆", "origin"), make("span", { class: "muted" }, "times in UTC"));
    byId("fan").onkeydown = event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const times = chart.data[0], index = Math.max(0, Math.min(times.length - 1, (chart.cursor.idx ?? -1) + step));
      chart.setCursor({ left: chart.valToPos(times[index], "x"), top: 0 });
      readFan(shownFan, chart.data, index);
    };
    chooseFan(0);
  }

  // ---- the rest --------------------------------------------------------------------------------------------------
  function setup() {
    byId("provenance").textContent = "affinity " + data.version + " · seed " + data.seed + " · " + moment(heat.times[0]) + " to " + moment(heat.end) + " UTC · "
      + plural(heat.hostsTotal, "host");
    if (data.together.length) show("together");
    fill("together-list", ...data.together.map(line => make("li", null, line)));
    if (data.setup.length) show("setup");
    fill("setup-list", ...data.setup.map(([label, value]) => make("div", null, make("dt", null, label), make("dd", null, value))));
    if (data.notes.length) show("notes");
    fill("notes-list", ...data.notes.map(note => make("li", null, note)));
  }
  const redraws = [];
  function redraw() {
    heatAll();
    if (!byId("migrations").hidden) { drawLanes(); drawMarks(); }
    if (chart) drawFan();
    redraws.forEach(each => each());
  }
  function print(on) {
    state.printing = on;
    if (on) document.documentElement.dataset.theme = "light";
    else delete document.documentElement.dataset.theme;
    redraw();
  }

  setup();
  figures();
  contention();
  heatMaps();
  heatAll();
  migrationSection();
  forecasts();
  let resizing = 0;
  window.addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(redraw, 150); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));
  return { data, state, number, minutes, plural, span, ticks, css, table, numberCell, swatch, key, choices, capital, resourceName, heat, heatRow, layerNames, migrations, policyNames, tell, chartWidth, withUnit, clip, redraws };
})();
