#pragma once

#include <QCompleter>
#include <QList>
#include <QString>

class QStandardItemModel;
class QTreeView;

namespace Ui {

/** Something that may be typed, and what it means. */
struct Offer
{
    QString text;
    QString meaning;

    bool operator==(const Offer&) const = default;
};

/** Completes a line edit from offers, with the meaning beside each in the list. Owns its list. */
class OfferCompleter : public QCompleter
{
    Q_OBJECT

public:
    explicit OfferCompleter(QObject* parent = nullptr);

    void setOffers(const QList<Offer>& offers);
    [[nodiscard]] const QList<Offer>& offers() const { return m_offers; }

private:
    void fitColumns();

    QList<Offer> m_offers;
    QStandardItemModel* m_model;
    QTreeView* m_list;
};

} // namespace Ui
