#include "offercompleter.h"

#include "theme.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTreeView>

#include <algorithm>

namespace Ui {

OfferCompleter::OfferCompleter(QObject* parent)
    : QCompleter(parent), m_model(new QStandardItemModel(this)), m_list(new QTreeView)
{
    setModel(m_model);
    setPopup(m_list); // which takes it over
    setCaseSensitivity(Qt::CaseSensitive);
    setCompletionMode(QCompleter::PopupCompletion);
    setMaxVisibleItems(10);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->header()->hide();
    m_list->header()->setStretchLastSection(true);
    m_list->setMinimumWidth(Theme::grid * 60);
    m_list->setAccessibleName(tr("What can be typed here"));
}

void OfferCompleter::setOffers(const QList<Offer>& offers)
{
    if (offers == m_offers)
        return;
    m_offers = offers;
    m_model->clear();
    for (const Offer& offer : offers) {
        auto* const text = new QStandardItem(offer.text);
        auto* const meaning = new QStandardItem(offer.meaning);
        for (QStandardItem* const item : {text, meaning}) {
            item->setEditable(false);
            item->setToolTip(offer.meaning);
        }
        meaning->setForeground(m_list->palette().brush(QPalette::PlaceholderText));
        m_model->appendRow({text, meaning});
    }
    fitColumns();
}

void OfferCompleter::fitColumns()
{
    int widest = 0;
    for (const Offer& offer : m_offers)
        widest = std::max(widest, m_list->fontMetrics().horizontalAdvance(offer.text));
    m_list->header()->setMinimumSectionSize(Theme::grid * 4);
    m_list->header()->resizeSection(
        0, std::min(widest + Theme::grid * 3, m_list->minimumWidth() / 2));
}

} // namespace Ui
