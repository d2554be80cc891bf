(() => {
  const { byId, make, fill, show, clock, day, moment } = Page;
  const data = JSON.parse(document.getElementById("page-data").textContent);
  const HEIGHT = 320, LEFT = 78, TOP = 10, BOTTOM = 26, RIGHT = 14, SIDE = 340;
  const LINE_COLORS = 6, DAY = 86400;

  // ---- page elements and text ------------------------------------------------------------------------------------
  function number(value) {
    if (value === null || value === undefined) return "–";
    const size = Math.abs(value);
    const scale = [[1e12, " T"], [1e9, " G"], [1e6, " M"], [1e4, " k"]].find(([least]) => size >= least);
    if (!scale) return value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
    const unit = scale[1] === " k" ? 1e3 : scale[0];
    return (value / unit).toLocaleString("en-US", { maximumSignificantDigits: 4 }) + scale[1];
  }
  const percent = (share, digits) => share === null || share === undefined ? "–" : (100 * share).toFixed(digits);
  function choices(id, labels, chosen, onChange) {
    const select = byId(id);
    select.replaceChildren(...labels.map((label, index) => make("option", { value: index, selected: index === chosen }, label)));
    select.onchange = () => onChange(Number(select.value));
  }
  function table(caption, heads, rows) {
    return make("table", { "aria-label": caption },
      make("thead", null, make("tr", null, ...heads.map((head, index) => make("th", { scope: "col", class: index ? "number" : null }, head)))),
      make("tbody", null, ...rows));
  }
  const cell = text => make("td", { class: "number" }, text);
  const swatch = (style, kind) => make("span", { class: "swatch " + (kind || ""), style });
  const key = (symbol, text) => make("span", null, symbol, text);

  // ---- forecasters compared --------------------------------------------------------------------------------------
  function skill(row, index) {
    const value = row.skills[index];
    return value === null ? "–" : percent(value[0], 0) + " (" + percent(value[1], 0) + ")";
  }
  function figures() {
    if (!data.rows.length) return;
    show("figures");
    const heads = ["Forecaster", "pinball, " + data.unit, "wQL of all", "wQL, median VM", ...data.references.map(name => "skill % over " + name),
      "within 80 %", "within 90 %", "within 95 %", "CPU ms a forecast"];
    fill("figures-tables", ...data.leads.flatMap((lead, index) => [
      make("h3", null, lead + " ahead, " + number(data.rows[0].leads[index].values) + " values"),
      make("div", { class: "scroll" }, table("Figures " + lead + " ahead", heads, data.rows.map(row => {
        const figures = row.leads[index];
        return make("tr", null, make("th", { scope: "row" }, row.name, row.isRule ? make("small", null, "simple rule") : null),
          ...[number(figures.pinball), number(figures.wql), number(figures.medianWql), ...data.references.map((_, i) => skill(figures, i)),
            ...figures.cover.map(share => percent(share, 1)), number(row.cpuMillis)].map(cell));
      })))
    ]));
  }

  // ---- forecasts against what came -------------------------------------------------------------------------------
  const fans = data.fans, state = { vm: 0, forecaster: 0, origin: 0, at: -1 };
  let found = fans.vms.map((_, index) => index);
  const width = () => Math.max(320, byId("fan").clientWidth || 900);

  function fanRows() {
    const series = fans.series[state.vm][state.origin], origin = fans.origins[state.origin];
    const band = fans.bands[state.forecaster][state.vm][state.origin];
    const rows = fans.before.map((back, i) => ({ time: origin - back * fans.step, actual: series.before[i], band: null }));
    fans.leads.forEach((lead, i) => rows.push({
      time: origin + lead * fans.step, lead, actual: series.came[i], band: band ? band.slice(5 * i, 5 * i + 5) : null
    }));
    return rows;
  }
  function niceTicks(low, high, count) {
    const raw = (high - low) / count, power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 5, 10].map(factor => factor * power).find(each => each >= raw);
    const result = [];
    for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) result.push(at);
    return result;
  }
  const TIMES = [60, 300, 900, 1800, 3600, 7200, 10800, 21600, 43200, DAY, 2 * DAY, 7 * DAY];
  function drawFan() {
    const rows = fanRows(), origin = fans.origins[state.origin], w = width();
    const values = rows.flatMap(row => [row.actual, ...(row.band || [])]).filter(value => value !== null && value !== undefined);
    const high = Math.max(0, ...values) * 1.05 || 1, low = Math.min(0, ...values);
    const from = rows[0].time, to = rows[rows.length - 1].time;
    const x = time => LEFT + (time - from) / Math.max(1, to - from) * (w - LEFT - RIGHT);
    const y = value => TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
    const svg = make("svg", { viewBox: "0 0 " + w + " " + HEIGHT, role: "img", "aria-label": "Forecast of " + fans.vms[state.vm] + " from " + moment(origin) + " UTC; the table below has the values." });
    for (const tick of niceTicks(low, high, 5)) {
      svg.append(make("line", { class: "grid", x1: LEFT, x2: w - RIGHT, y1: y(tick), y2: y(tick) }),
        make("text", { class: "faint", x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, number(tick)));
    }
    const step = TIMES.find(each => (to - from) / each <= w / 90) || Math.ceil((to - from) / 10 / DAY) * DAY;
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
      svg.append(make("line", { class: "grid", x1: x(at), x2: x(at), y1: TOP, y2: HEIGHT - BOTTOM }),
        make("text", { class: "faint", x: x(at), y: HEIGHT - 8, "text-anchor": "middle" }, step >= DAY || at % DAY === 0 ? day(at) : clock(at)));
    }
    const ahead = rows.filter(row => row.band);
    const area = (a, b) => "M" + [...ahead.map(row => x(row.time) + "," + y(row.band[b])), ...[...ahead].reverse().map(row => x(row.time) + "," + y(row.band[a]))].join("L") + "Z";
    if (ahead.length > 1) {
      svg.append(make("path", { d: area(0, 4), fill: "var(--band-95)" }), make("path", { d: area(1, 3), fill: "var(--band-80)" }));
    } else {
      for (const row of ahead) for (const [a, b, color] of [[0, 4, "var(--band-95)"], [1, 3, "var(--band-80)"]]) {
        svg.append(make("rect", { x: x(row.time) - 4, width: 8, y: y(row.band[b]), height: Math.max(1, y(row.band[a]) - y(row.band[b])), fill: color }));
      }
    }
    line(svg, rows.map(row => row.band ? [x(row.time), y(row.band[2])] : null), "var(--mean)", 2);
    line(svg, rows.map(row => row.actual === null || row.actual === undefined ? null : [x(row.time), y(row.actual)]), "var(--actual)", 1.5);
    svg.append(make("line", { x1: x(origin), x2: x(origin), y1: TOP, y2: HEIGHT - BOTTOM, stroke: "var(--muted)", "stroke-dasharray": "4 4" }));
    if (state.at >= 0) svg.append(make("line", { x1: x(rows[state.at].time), x2: x(rows[state.at].time), y1: TOP, y2: HEIGHT - BOTTOM, stroke: "var(--accent)" }));
    svg.onpointermove = event => {
      const time = from + (event.offsetX * w / (svg.clientWidth || w) - LEFT) / (w - LEFT - RIGHT) * (to - from);
      read(rows.reduce((best, row, i) => Math.abs(row.time - time) < Math.abs(rows[best].time - time) ? i : best, 0));
    };
    fill("fan", svg);
    if (!ahead.length) byId("fan-readout").textContent = "This forecaster had no forecast from here.";
  }
  /* Draws what is known without a break; a value that stands alone is a dot. */
  function line(svg, points, color, size) {
    let run = [];
    const end = () => {
      if (run.length > 1) svg.append(make("path", { d: "M" + run.map(point => point.join(",")).join("L"), fill: "none", stroke: color, "stroke-width": size }));
      else if (run.length) svg.append(make("circle", { cx: run[0][0], cy: run[0][1], r: size + .5, fill: color }));
      run = [];
    };
    for (const point of points) if (point) run.push(point); else end();
    end();
  }
  function tell(row) {
    const came = "came " + number(row.actual);
    return moment(row.time) + " UTC: " + (row.band ? "median " + number(row.band[2]) + ", 80 % " + number(row.band[1]) + " to " + number(row.band[3])
      + ", 95 % " + number(row.band[0]) + " to " + number(row.band[4]) + "; " + came : came) + " " + data.unit;
  }
  function read(at) {
    const rows = fanRows();
    state.at = Math.max(0, Math.min(rows.length - 1, at));
    byId("fan-readout").textContent = tell(rows[state.at]);
    drawFan();
  }
  function chooseFan() {
    state.at = -1;
    byId("fan-readout").textContent = "Point at the chart, or focus it and use the arrow keys, to read a time.";
    drawFan();
    fill("fan-table", table("Forecast and what came", ["Time (UTC)", "Came", "Median", "80 % lower", "80 % upper", "95 % lower", "95 % upper"],
      fanRows().filter(row => row.band).map(row => make("tr", null, make("td", { class: "name" }, moment(row.time)),
        ...[row.actual, row.band[2], row.band[1], row.band[3], row.band[0], row.band[4]].map(value => cell(number(value)))))));
  }
  function vmChoices() {
    const words = byId("fan-find").value.trim().toLowerCase();
    found = fans.vms.map((_, index) => index).filter(index => fans.vms[index].toLowerCase().includes(words));
    if (found.length && !found.includes(state.vm)) state.vm = found[0];
    choices("fan-vm", found.map(index => fans.vms[index]), found.indexOf(state.vm), index => { state.vm = found[index]; chooseFan(); });
    chooseFan();
  }
  function pickVm(vm) {
    byId("fan-find").value = "";
    state.vm = vm;
    vmChoices();
    byId("fans").scrollIntoView();
  }
  function fanSection() {
    if (!fans.vms.length || !fans.forecasters.length) return;
    show("fans");
    choices("fan-forecaster", fans.forecasters, 0, index => { state.forecaster = index; chooseFan(); });
    state.origin = fans.origins.length - 1;
    choices("fan-origin", fans.origins.map(origin => moment(origin)), state.origin, index => { state.origin = index; chooseFan(); });
    fill("fan-legend", key(swatch("color:var(--actual)", "line"), "what came"), key(swatch("color:var(--mean)", "line"), "median"),
      key(swatch("background:var(--band-80)"), "80 % interval"), key(swatch("background:var(--band-95)"), "95 % interval"), key("┆", "origin"),
      make("span", { class: "muted" }, data.resource + " in " + data.unit + "; times in UTC"));
    const cuts = [];
    if (fans.vmsTotal > fans.vms.length) cuts.push(number(fans.vms.length) + " of " + number(fans.vmsTotal) + " VMs");
    if (fans.originsTotal > fans.origins.length) cuts.push(number(fans.origins.length) + " of " + number(fans.originsTotal) + " origins");
    byId("fan-cut").hidden = !cuts.length;
    byId("fan-cut").textContent = "Shown: " + cuts.join(", ") + ".";
    byId("fan-find").oninput = vmChoices;
    byId("fan").onkeydown = event => {
      const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!move) return;
      event.preventDefault();
      read(state.at < 0 ? fans.before.length : state.at + move);
    };
    vmChoices();
  }

  // ---- reliability -----------------------------------------------------------------------------------------------
  const lineColor = index => "var(--outcome-" + Math.min(index, LINE_COLORS - 1) + ")";
  function drawReliability(lead) {
    const place = share => 40 + share * (SIDE - 56), up = share => SIDE - 40 - share * (SIDE - 56);
    const svg = make("svg", { viewBox: "0 0 " + SIDE + " " + SIDE, role: "img", style: "max-width:" + SIDE + "px", "aria-label": "Reliability; the table below has the values." });
    for (const share of [0, .25, .5, .75, 1]) {
      svg.append(make("line", { class: "grid", x1: place(share), x2: place(share), y1: up(0), y2: up(1) }),
        make("line", { class: "grid", x1: place(0), x2: place(1), y1: up(share), y2: up(share) }),
        make("text", { class: "faint", x: place(share), y: SIDE - 22, "text-anchor": "middle" }, 100 * share + " %"),
        make("text", { class: "faint", x: 34, y: up(share) + 4, "text-anchor": "end" }, String(100 * share)));
    }
    svg.append(make("line", { x1: place(0), y1: up(0), x2: place(1), y2: up(1), stroke: "var(--muted)", "stroke-dasharray": "4 4" }));
    data.rows.forEach((row, index) => line(svg, data.levels.map((level, i) => {
      const share = row.leads[lead].reliability[i];
      return share === null ? null : [place(level), up(share)];
    }), lineColor(index), row.isRule ? 1 : 2.5));
    fill("reliability-chart", svg);
    fill("reliability-table", table("Reliability", ["Level %", ...data.rows.map(row => row.name)], data.levels.map((level, i) => make("tr", null,
      make("td", null, percent(level, 1)), ...data.rows.map(row => cell(percent(row.leads[lead].reliability[i], 1)))))));
  }
  function reliability() {
    if (!data.rows.length) return;
    show("reliability");
    fill("reliability-legend", ...data.rows.map((row, index) => key(swatch("color:" + lineColor(index), "line"), row.name)));
    choices("reliability-lead", data.leads, 0, drawReliability);
    drawReliability(0);
  }

  // ---- worst VMs -------------------------------------------------------------------------------------------------
  const worst = { forecaster: 0, lead: 0 };
  function worstTable() {
    const rows = data.worst[worst.forecaster].leads[worst.lead];
    fill("worst-table", table("VMs with the greatest loss", ["VM", "share of all loss %", "wQL", "skill % over the best rule", "within 80 %"], rows.map(row => make("tr", null,
      make("th", { scope: "row" }, row.fan < 0 ? row.vm : button(row)), ...[percent(row.share, 1), number(row.wql), percent(row.skill, 0), percent(row.cover80, 1)].map(cell)))));
  }
  function button(row) {
    const node = make("button", { type: "button", title: "Show its forecasts" }, row.vm);
    node.onclick = () => { byId("fan-forecaster").value = state.forecaster = worst.forecaster; pickVm(row.fan); };
    return node;
  }
  function worstSection() {
    if (!data.worst.length) return;
    show("worst");
    choices("worst-forecaster", data.worst.map(each => each.name), 0, index => { worst.forecaster = index; worstTable(); });
    choices("worst-lead", data.leads, 0, index => { worst.lead = index; worstTable(); });
    worstTable();
  }

  // ---- the rest --------------------------------------------------------------------------------------------------
  byId("provenance").textContent = data.provenance;
  figures();
  fanSection();
  reliability();
  worstSection();
  if (data.setup.length) show("setup");
  fill("setup-list", ...data.setup.map(([label, value]) => make("div", null, make("dt", null, label), make("dd", null, value))));
  if (data.notes.length) show("notes");
  fill("notes-list", ...data.notes.map(note => make("li", null, note)));
  let resizing = 0;
  window.addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => { if (!byId("fans").hidden) drawFan(); }, 150); });
})();
