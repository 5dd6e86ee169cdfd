#include "filtershelf.h"

#include "icons.h"
#include "theme.h"

#include <QFontMetrics>
#include <QInputDialog>
#include <QMenu>

#include <algorithm>

namespace Ui {

namespace {

constexpr int widest = 320;

QString label(const QWidget& widget, const QString& text)
{
    QString shown = widget.fontMetrics().elidedText(text, Qt::ElideRight, widest);
    return shown.replace(u'&', QStringLiteral("&&"));
}

} // namespace

FilterShelf::FilterShelf(QWidget* parent)
    : QToolButton(parent), m_forget(new QMenu(tr("&Forget"), this))
{
    setObjectName(QStringLiteral("filterShelf"));
    setAutoRaise(true);
    setIcon(Ui::icon(QLatin1StringView("starred")));
    setIconSize({Theme::iconSize, Theme::iconSize});
    setToolTip(tr("Saved filters, and the condition as a subscription's selector"));
    setAccessibleName(tr("Saved filters"));
    setPopupMode(InstantPopup);
    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &FilterShelf::fill);
}

void FilterShelf::keep(const QString& name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty() || m_current.text.isEmpty())
        return;
    const SavedFilter filter{trimmed, m_current.text, m_current.reading};
    const auto same = std::find_if(m_filters.begin(), m_filters.end(),
        [&trimmed](const SavedFilter& other) { return other.name == trimmed; });
    if (same == m_filters.end())
        m_filters.append(filter);
    else
        *same = filter;
    Q_EMIT filtersChanged();
}

void FilterShelf::fill()
{
    menu()->clear();
    for (const SavedFilter& filter : std::as_const(m_filters)) {
        QAction* action = menu()->addAction(label(*this, filter.name));
        action->setToolTip(filter.text);
        action->setCheckable(true);
        action->setChecked(filter.text == m_current.text && filter.reading == m_current.reading);
        connect(action, &QAction::triggered, this, [this, filter] { Q_EMIT chosen(filter); });
    }
    menu()->addSeparator();
    QAction* save = menu()->addAction(tr("&Save This Filter…"), this, &FilterShelf::askForName);
    save->setEnabled(!m_current.text.isEmpty());
    if (!m_filters.isEmpty()) {
        m_forget->clear();
        menu()->addMenu(m_forget);
        for (const SavedFilter& filter : std::as_const(m_filters))
            m_forget->addAction(
                label(*this, filter.name), this, [this, name = filter.name] { forget(name); });
    }
    menu()->addSeparator();
    QAction* selector = menu()->addAction(
        tr("Subscribe with This as &Selector…"), this, &FilterShelf::selectorWanted);
    selector->setToolTip(
        tr("The broker then sends only what matches: in its own words, where it has selectors"));
    selector->setEnabled(!m_current.text.isEmpty());
}

void FilterShelf::askForName()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save Filter"));
    dialog->setLabelText(tr("Name of the filter; one of the same name gives way:"));
    dialog->setTextValue(m_current.text);
    dialog->setOkButtonText(tr("Save"));
    connect(dialog, &QInputDialog::textValueSelected, this, &FilterShelf::keep);
    dialog->open();
}

void FilterShelf::forget(const QString& name)
{
    m_filters.removeIf([&name](const SavedFilter& filter) { return filter.name == name; });
    Q_EMIT filtersChanged();
}

} // namespace Ui
