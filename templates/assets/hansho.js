/*
 * Enhancement only: every page is whole without this file, so it creates its
 * own controls.  A classic script, because modules do not load from file://.
 * Its words are data-w-* attributes of the html element (partials/head).
 */
'use strict';
(function () {
	var words = document.documentElement.dataset;

	/* Fill %1 and %2 of a text. */
	function fill(text, a, b) {
		return text.replace('%1', a).replace('%2', b);
	}

	function element(name, attributes, text) {
		var e = document.createElement(name);

		Object.keys(attributes).forEach(function (k) {
			e.setAttribute(k, attributes[k]);
		});
		if (text !== undefined)
			e.textContent = text;
		return e;
	}

	function list(nodes) {
		return Array.prototype.slice.call(nodes);
	}

	/* Full-width and half-width, capital and small letters are the same. */
	function normal(s) {
		return s.normalize('NFKC').toLowerCase();
	}

	function body_rows(part) {
		return list(part.querySelectorAll('tr:not(.grp)'));
	}

	/*
	 * A search field and a count above table[data-filter]; the attribute is
	 * the field's hint.
	 */
	function add_filter(table, n) {
		var rows = list(table.tBodies).reduce(function (all, part) {
			return all.concat(body_rows(part));
		}, []);
		var texts = rows.map(function (r) { return normal(r.textContent); });
		var field = element('input', {
			type: 'search', id: 'filter-' + n, size: 28,
			placeholder: table.dataset.filter, autocomplete: 'off'
		});
		var count = element('output', { 'for': 'filter-' + n });
		var label = element('label', {});
		var bar = element('div', { 'class': 'tools' });

		function apply() {
			var wanted = normal(field.value).split(/\s+/).filter(Boolean);
			var shown = 0;

			rows.forEach(function (r, i) {
				r.hidden = !wanted.every(function (w) {
					return texts[i].indexOf(w) >= 0;
				});
				if (!r.hidden)
					shown++;
			});
			list(table.tBodies).forEach(function (part) {
				var group = part.querySelector('.grp');

				if (group)
					group.hidden = body_rows(part).every(
						function (r) { return r.hidden; });
			});
			count.textContent = fill(words.wCount, rows.length, shown);
		}

		label.append(element('span', {}, words.wFilter), field);
		bar.append(label, count);
		(table.closest('.scroll') || table).before(bar);
		field.addEventListener('input', apply);
		apply();
	}

	/* What a cell sorts by: data-sort, else its time, else its text. */
	function sort_key(row, column) {
		var cell = row.cells[column];
		var time = cell && cell.querySelector('time');

		if (!cell)
			return '';
		if (cell.dataset.sort !== undefined)
			return cell.dataset.sort;
		return time ? time.getAttribute('datetime') : cell.textContent.trim();
	}

	/* Sort within each tbody, so that a group's rows stay with it. */
	function sort_by(table, column, factor) {
		var order = new Intl.Collator(document.documentElement.lang,
			{ numeric: true });

		list(table.tBodies).forEach(function (part) {
			body_rows(part).sort(function (x, y) {
				return factor * order.compare(sort_key(x, column),
					sort_key(y, column));
			}).forEach(function (r) { part.append(r); });
		});
	}

	function add_sort(table) {
		var heads = list(table.querySelectorAll('thead th'));

		heads.forEach(function (head, column) {
			var button = element('button', { type: 'button', 'class': 'sort' });

			if (head.colSpan > 1 || !head.textContent.trim())
				return;
			button.append.apply(button, list(head.childNodes));
			head.append(button);
			button.addEventListener('click', function () {
				var was = head.getAttribute('aria-sort');
				var up = was !== 'ascending';

				heads.forEach(function (h) {
					h.removeAttribute('aria-sort');
				});
				head.setAttribute('aria-sort',
					up ? 'ascending' : 'descending');
				sort_by(table, column, up ? 1 : -1);
			});
		});
	}

	/* "9 hours left", "3 days over": by the reader's clock, each minute. */
	function left_text(ms) {
		var hours = Math.floor(Math.abs(ms) / 3600000);
		var days = Math.floor(hours / 24);

		if (ms >= 0)
			return hours < 72 ? fill(words.wLeftHours, hours) :
				fill(words.wLeftDays, days);
		return days < 1 ? fill(words.wOverHours, hours) :
			fill(words.wOverDays, days);
	}

	/* Elements with data-left="INSTANT" hold the time left at the build. */
	function refresh_left() {
		list(document.querySelectorAll('[data-left]')).forEach(function (e) {
			var then = Date.parse(e.dataset.left);

			if (!isNaN(then))
				e.textContent = left_text(then - Date.now());
		});
	}

	list(document.querySelectorAll('table[data-filter]')).forEach(
		function (table, n) {
			add_filter(table, n);
			add_sort(table);
		});
	if (document.querySelector('[data-left]')) {
		list(document.querySelectorAll('.as-of-build')).forEach(
			function (e) { e.hidden = true; });
		refresh_left();
		setInterval(refresh_left, 60000);
	}
}());
